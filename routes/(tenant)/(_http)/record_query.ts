import { z } from "zod";
import type { RecordFilter } from "@/lib/relay/record_filter.ts";
import { Day, daySpan } from "@/routes/(_http)/day_span.ts";

const Query = z.object({
  /** A part of the id. */
  q: z.string().trim().max(200).catch(""),
  type: z.string().trim().max(100).catch(""),
  /** Calendar days of reception, both included. */
  from: Day,
  to: Day,
});

export type RecordQuery = z.infer<typeof Query>;

/** What the screen of records and its files are asked for, as sent and as the filter that it means. */
export function readRecordQuery(url: URL, timeZone: string): { query: RecordQuery; filter: RecordFilter } {
  const query = Query.parse(Object.fromEntries(url.searchParams));
  const { from: receivedFrom, to: receivedTo } = daySpan(query, timeZone);
  return {
    query,
    filter: { idPart: query.q || undefined, type: query.type || undefined, receivedFrom, receivedTo },
  };
}
