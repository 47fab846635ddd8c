import { walkPages } from "@/lib/walk_pages.ts";
import { type EntryFilter, listEntries, type RecordedEntry } from "./list_entries.ts";

/** So many travel in one statement. */
const AT_ONCE = 1_000;

/** All entries that match, the newest first, a thousand at a time; each is read when it is asked for. */
export async function* eachEntry(tenantId: string, filter: EntryFilter): AsyncGenerator<RecordedEntry[]> {
  const pages = walkPages((after) => listEntries(tenantId, { ...filter, after, pageSize: AT_ONCE }));
  for await (const { entries } of pages) yield entries;
}
