const PATHS = {
  dashboard: "M2.5 13.5v-5h3v5zM6.5 13.5v-11h3v11zM10.5 13.5v-8h3v8z",
  usage: "M2 14h12M2.5 11l3.5-4 3 2.5 4.500-6",
  records: "M2.5 3.5h11M2.5 8h11M2.5 12.5h7",
  key: "M6.5 9.5a3.5 3.5 0 1 1 1-1l6 6M10.5 12l1.5-1.5",
  members:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.400M12 9.8c1.5.6 2.5 1.8 2.5 3.700",
  settings:
    "M2.5 4.5h6M12 4.5h1.5M2.5 11.5H4M7.5 11.5h6M10.200 6.200a1.700 1.700 0 1 0 0-3.400 1.700 1.700 0 0 0 0 3.400ZM5.8 13.200a1.700 1.700 0 1 0 0-3.400 1.700 1.700 0 0 0 0 3.400Z",
  audit: "M8 4.5V8l2.5 1.5M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z",
  leave: "M6.5 13.5h-4v-11h4M10 5l3 3-3 3M13 8H6",
  door: "M3.500 14V2.500h9V14M2 14h12M9.800 8.500v.600",
  menu: "M2 4.5h12M2 8h12M2 11.5h12",
  arrow: "M3 8h10M9 4l4 4-4 4",
  copy: "M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z",
  check: "m3 8.5 3.5 3.5L13 4.5",
  houses: "M1.5 7.5 4.75 3 8 7.5 11.25 3l3.25 4.5M2.5 7v6.5h11V7M8 7.5v6",
  book:
    "M8 4C6.5 2.9 4.500 2.500 2 2.500v10c2.500 0 4.500.4 6 1.500 1.500-1.100 3.500-1.500 6-1.500v-10c-2.500 0-4.500.4-6 1.500ZM8 4v10",
  circle: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z",
  download: "M8 2.5v7.500M4.800 7 8 10.200 11.200 7M2.500 13.500h11",
  ascending: "M8 13V3M4 7l4-4 4 4",
  descending: "M8 3v10M4 9l4 4 4-4",
  jobs: "M2.5 3.5h11v4h-11zM2.5 10h7M2.5 13h4.500",
  health: "M1.5 8.500h3l2-5 3 9 2-4h3",
  mail: "M2 3.5h12v9H2zM2.5 4 8 8.500 13.500 4",
  shield: "M8 1.800 13 3.500v4.300c0 3-2.100 5.300-5 6.400-2.900-1.100-5-3.400-5-6.400V3.500z",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.8 10.8 14 14",
} as const;

export type IconName = keyof typeof PATHS;
export const ICON_NAMES = Object.keys(PATHS) as IconName[];

/** Beside a word that says the same; never alone. */
export function Icon({ name, class: className = "size-4" }: { name: IconName; class?: string }) {
  return (
    <svg
      class={`shrink-0 ${className}`}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
