import { createHash } from "node:crypto";
import { type UsageSoFar, usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import type { StoredRecord } from "@/lib/relay/record_schema.ts";
import type { Tenant } from "@/lib/tenancy/directory.ts";

/** What a dashboard shows, as far as it takes to tell whether it shows something else. */
export type Figures = {
  usage: UsageSoFar;
  newest: StoredRecord | undefined;
  now: Date;
};

/** Wherever the viewer lives, a day begins with a quarter of an hour; "5 minutes ago" is read again as often. */
const QUARTER_MS = 15 * 60_000;

/** Two dashboards of the same version show the same. */
export function versionOf({ usage, newest, now }: Figures): string {
  // Not where the month is heading: that moves with every second.
  const levels = usage.meters.map(({ meter, used, limit }) => [meter, used, limit]);
  const shown = JSON.stringify([levels, newest?.id, Math.floor(now.getTime() / QUARTER_MS)]);
  return createHash("sha256").update(shown).digest("base64url").slice(0, 22);
}

/** The version of a dashboard that would be shown now. */
export async function versionNow({ id }: Tenant): Promise<string> {
  const now = new Date();
  const [usage, latest] = await Promise.all([usageSoFar(id, { now }), listRecords(id, { pageSize: 1 })]);
  return versionOf({ usage, newest: latest.ok ? latest.records[0] : undefined, now });
}
