import { walkPages } from "@/lib/walk_pages.ts";
import { listRecords } from "./list_records.ts";
import type { RecordFilter } from "./record_filter.ts";
import type { StoredRecord } from "./record_schema.ts";

/** So many travel in one statement. */
const AT_ONCE = 1_000;

/** All records that match, the latest received first, a thousand at a time; each is read when it is asked for. */
export async function* eachRecord(tenantId: string, filter: RecordFilter): AsyncGenerator<StoredRecord[]> {
  for await (const page of walkPages((after) => readPage(tenantId, { ...filter, after }))) yield page.records;
}

async function readPage(tenantId: string, options: RecordFilter & { after?: string }) {
  const page = await listRecords(tenantId, { ...options, pageSize: AT_ONCE });
  if (!page.ok) throw new Error(`Walking through records: ${page.reason}`);
  return page;
}
