import type { TenantSummary } from "@/lib/operator/list_tenants.ts";
import type { TenantTotals } from "@/lib/operator/tenant_totals.ts";

/** For the pictures on the landing page, which say that they are samples. */
export const SAMPLE_METERS = [
  { label: "Records processed", used: 31_240, limit: 50_000, unit: "records" },
  { label: "API calls", used: 4_812, limit: 10_000, unit: "calls" },
  { label: "Active members", used: 4, limit: 5, unit: "members" },
] as const;

const COUNTS = [
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

export const SAMPLE_DAYS = [...COUNTS, ...MORE].map((count, index) => ({
  day: new Date(Date.UTC(2026, 9, 16 + index)).toISOString().slice(0, 10),
  count,
}));

/** Those who live in the street on the landing page. */
const NEIGHBOURS: [slug: string, name: string, members: number, calls: number, records: number][] = [
  ["orchard", "Orchard", 2, 1_204, 8_410],
  ["globex", "Globex", 3, 6_930, 22_310],
  ["acme", "Acme", 4, 4_812, 31_240],
  ["atelier", "Atelier", 1, 210, 0],
  ["harbour", "Harbour", 5, 9_077, 48_902],
  ["bakery", "Bakery", 2, 1_655, 5_120],
];

export const SAMPLE_TENANTS: TenantSummary[] = NEIGHBOURS.map((
  [slug, name, members, calls, records],
  index,
) => ({
  // Not made anew at each rendering: a picture is the same each time.
  id: `0193a000-0000-7000-8000-00000000010${index}`,
  slug,
  name,
  status: slug === "atelier" ? "suspended" : "open",
  members,
  usedThisMonth: { api_calls: calls, records_processed: records },
  lastActiveAt: new Date(Date.UTC(2026, 10, slug === "atelier" ? 3 : 14, 9, 41 - index * 7)),
  createdAt: new Date(Date.UTC(2026, 9, 30 - index * 4, 8, 12)),
  foundEmail: null,
}));

export const SAMPLE_TOTALS: TenantTotals = {
  tenants: SAMPLE_TENANTS.length,
  suspended: 1,
  activeThisWeek: SAMPLE_TENANTS.length - 1,
  usedThisMonth: {
    api_calls: sumOf((it) => it.usedThisMonth.api_calls),
    records_processed: sumOf((it) => it.usedThisMonth.records_processed),
  },
  days: SAMPLE_DAYS.map(({ day, count }, index) => ({
    day,
    tenants: SAMPLE_TENANTS.filter((it) => it.createdAt.toISOString().slice(0, 10) <= day).length,
    active: Math.min(2 + Math.floor(index / 7), SAMPLE_TENANTS.length - 1),
    used: { api_calls: Math.round(count / 3), records_processed: count * 4 },
  })),
};

function sumOf(count: (tenant: TenantSummary) => number): number {
  return SAMPLE_TENANTS.reduce((sum, it) => sum + count(it), 0);
}
