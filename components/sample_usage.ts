/** For the picture on the landing page, which says that it is a sample. */
export const SAMPLE_METERS = [
  { label: "Records processed", used: 31_240, limit: 50_000, unit: "records" },
  { label: "API calls", used: 4_812, limit: 10_000, unit: "calls" },
  { label: "Active members", used: 4, limit: 5, unit: "members" },
] as const;

const QUANTITIES = [
  610,
  720,
  905,
  880,
  460,
  390,
  940,
  1010,
  1180,
  1090,
  1120,
  610,
  540,
  1240,
  1310,
  1275,
  1390,
  1330,
  760,
];
const MORE = [690, 1420, 1505, 1390, 1610, 1540, 880, 820, 1680, 1590, 1490];

export const SAMPLE_DAYS = [...QUANTITIES, ...MORE].map((quantity, index) => ({
  day: new Date(Date.UTC(2026, 9, 16 + index)).toISOString().slice(0, 10),
  quantity,
}));
