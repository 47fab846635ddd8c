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
  /** IANA name; with a new day the plot moves on. */
  timeZone: string;
};

/** Two dashboards of the same version show the same. */
export function versionOf({ usage, newest, now, timeZone }: Figures): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const shown = JSON.stringify([usage, newest?.id, moment.toPlainDate()]);
  return createHash("sha256").update(shown).digest("base64url").slice(0, 22);
}

/** The version of a dashboard that would be shown now. */
export async function versionNow({ id, timeZone }: Tenant): Promise<string> {
  const now = new Date();
  const [usage, latest] = await Promise.all([usageSoFar(id, { now }), listRecords(id, { pageSize: 1 })]);
  return versionOf({ usage, newest: latest.ok ? latest.records[0] : undefined, now, timeZone });
}
