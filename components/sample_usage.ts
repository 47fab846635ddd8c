import { TRIAL_LIMITS } from "@/lib/onboarding/trial.ts";
import type { TenantSummary } from "@/lib/operator/list_tenants.ts";
import type { TenantTotals } from "@/lib/operator/tenant_totals.ts";

/** For the pictures on the landing page, which say that they are samples. */
export const SAMPLE_METERS = [
  { label: "Records processed", used: 6_513, limit: TRIAL_LIMITS.records_processed, unit: "records" },
  { label: "API calls", used: 4_812, limit: TRIAL_LIMITS.api_calls, unit: "calls" },
  { label: "Active members", used: 4, limit: TRIAL_LIMITS.active_members, unit: "members" },
] as const;

/** Of 30 days, Sundays and Saturdays among them. */
const QUANTITIES =
  "220 259 326 317 166 140 338 364 425 392 403 220 194 446 472 459 500 479 274 248 511 542 500 580 554 317 295 605 572 536"
    .split(" ").map(Number);

export const SAMPLE_DAYS = QUANTITIES.map((quantity, index) => ({
  day: new Date(Date.UTC(2026, 9, 16 + index)).toISOString().slice(0, 10),
  quantity,
}));

/** Those who live in the street on the landing page. */
const NEIGHBOURS: [slug: string, name: string, members: number, calls: number, records: number][] = [
  ["orchard", "Orchard", 2, 1_204, 1_410],
  ["globex", "Globex", 3, 3_930, 4_310],
  ["acme", "Acme", 4, 4_812, 6_513],
  ["atelier", "Atelier", 1, 210, 84],
  ["harbour", "Harbour", 5, 9_077, 8_902],
  ["bakery", "Bakery", 2, 655, 620],
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
  days: SAMPLE_DAYS.map(({ day, quantity }, index) => ({
    day,
    tenants: SAMPLE_TENANTS.filter((it) => it.createdAt.toISOString().slice(0, 10) <= day).length,
    active: Math.min(2 + Math.floor(index / 7), SAMPLE_TENANTS.length - 1),
    used: { api_calls: quantity * 3, records_processed: Math.round(quantity * 3.35) },
  })),
};

function sumOf(count: (tenant: TenantSummary) => number): number {
  return SAMPLE_TENANTS.reduce((sum, it) => sum + count(it), 0);
}
