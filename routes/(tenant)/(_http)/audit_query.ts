import { z } from "zod";
import type { EntryFilter } from "@/lib/audit/list_entries.ts";
import { AUDIT_ACTIONS } from "@/lib/audit/record.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { Day, daySpan } from "@/routes/(_http)/day_span.ts";

const Query = z.object({
  /** Public id of the user who acted. */
  who: z.string().catch(""),
  action: z.enum(AUDIT_ACTIONS).or(z.literal("")).catch(""),
  /** Calendar days, both included. */
  from: Day,
  to: Day,
});

export type AuditQuery = z.infer<typeof Query>;

/** What the audit log and its file are asked for, as sent and as the filter that it means. */
export function readAuditQuery(url: URL, timeZone: string): { query: AuditQuery; filter: EntryFilter } {
  const query = Query.parse(Object.fromEntries(url.searchParams));
  return {
    query,
    filter: {
      actorId: parsePublicId("usr", query.who),
      action: query.action || undefined,
      ...daySpan(query, timeZone),
    },
  };
}
