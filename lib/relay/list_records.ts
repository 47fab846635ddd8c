import type { List } from "@/lib/cursor.ts";
import { sql } from "@/lib/db/sql.ts";
import { type Cursors, cutPage, type Place, readPlace } from "@/lib/page_of_list.ts";
import { type ApiCall, asCaller } from "@/lib/usage/as_caller.ts";
import { canMatch, matching, type RecordFilter } from "./record_filter.ts";
import type { StoredRecord } from "./record_schema.ts";

export const MAX_PAGE = 100;

export type RecordPage =
  | { ok: true; records: StoredRecord[] } & Cursors
  | { ok: false; reason: "foreign_cursor" };

type Options = RecordFilter & Place & { pageSize?: number; call?: ApiCall };

/**
 * Records of the tenant, the latest received first, a page at a time.
 * @param options `after` is `nextCursor` of the page before, `before` is `previousCursor` of the page after, both
 * under the same filter.
 */
export async function listRecords(tenantId: string, options: Options = {}): Promise<RecordPage> {
  const { after, before, pageSize = 50, call, ...filter } = options;
  const list = listOf(tenantId, filter);
  const place = readPlace(list, { after, before });
  const isForeign = (after !== undefined && !place.after) || (before !== undefined && !place.before);
  if (isForeign) return { ok: false, reason: "foreign_cursor" };
  if (!canMatch(filter)) return { ok: true, records: [] };
  const isBackwards = place.before !== undefined;
  const from = place.before ?? place.after;
  const found = await asCaller.read<StoredRecord & { uuid: string }>(
    tenantId,
    call,
    sql`
      select id as uuid, key as id, type, occurred_at, received_at, data from records
       where ${matching(tenantId, filter)}
         and (${from}::uuid is null or records.id ${isBackwards ? sql`>` : sql`<`} ${from})
       order by records.id ${isBackwards ? sql`asc` : sql`desc`} limit ${pageSize + 1}`,
  );
  const { rows, cursors } = cutPage(found, { list, place, pageSize, placeOf: (it) => it.uuid });
  return { ok: true, records: rows.map(({ uuid: _, ...record }) => record), ...cursors };
}

/** A cursor is good for one list: that of this tenant under this filter. */
function listOf(
  tenantId: string,
  { type, idPart, occurredFrom, occurredTo, receivedFrom, receivedTo }: RecordFilter,
): List {
  return ["records", tenantId, type, idPart, occurredFrom, occurredTo, receivedFrom, receivedTo];
}
