import { dayOf } from "@/lib/calendar.ts";
import type { State } from "@/utils.ts";

/** `acme-records-2026-11-14.csv` */
export function fileName(what: string, { tenant, clock }: State, ending: string): string {
  return `${tenant.slug}-${what}-${dayOf(clock.now, clock.timeZone)}.${ending}`;
}
