import { sql } from "@/lib/db/sql.ts";
import { type ApiCall, asCaller } from "@/lib/usage/as_caller.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { RecordType, type StoredRecord } from "./record_schema.ts";

export const MAX_PAGE = 100;

/** Spans are half-open: at `…From` or later, before `…To`. */
export type RecordFilter = {
  type?: string;
  occurredFrom?: Date;
  occurredTo?: Date;
  receivedFrom?: Date;
  receivedTo?: Date;
};

export type RecordPage =
  | { ok: true; records: StoredRecord[]; nextCursor?: string }
  | { ok: false; reason: "foreign_cursor" };

type Options = RecordFilter & { cursor?: string; pageSize?: number; call?: ApiCall };

/**
 * Records of the tenant, the latest received first, a page at a time.
 * @param options `cursor` is `nextCursor` of the page before, under the same filter; `pageSize` is 1 to `MAX_PAGE`.
 */
export async function listRecords(tenantId: string, options: Options = {}): Promise<RecordPage> {
  const { type, occurredFrom, occurredTo, receivedFrom, receivedTo, cursor, pageSize = 50, call } = options;
  const list = JSON.stringify([tenantId, type, occurredFrom, occurredTo, receivedFrom, receivedTo]);
  const after = cursor === undefined ? undefined : readCursor(list, cursor);
  if (cursor !== undefined && !after) return { ok: false, reason: "foreign_cursor" };
  if (type !== undefined && !RecordType.safeParse(type).success) return { ok: true, records: [] };
  const rows = await asCaller.read<StoredRecord & { uuid: string }>(
    tenantId,
    call,
    sql`
      select id as uuid, key as id, type, occurred_at, received_at, data from records
       where tenant_id = ${tenantId}
         and (${type}::text is null or type = ${type})
         and (${occurredFrom}::timestamptz is null or occurred_at >= ${occurredFrom})
         and (${occurredTo}::timestamptz is null or occurred_at < ${occurredTo})
         and (${receivedFrom}::timestamptz is null or received_at >= ${receivedFrom})
         and (${receivedTo}::timestamptz is null or received_at < ${receivedTo})
         and (${after}::uuid is null or records.id < ${after})
       order by records.id desc limit ${pageSize + 1}`,
  );
  const page = rows.slice(0, pageSize);
  return {
    ok: true,
    records: page.map(({ uuid: _, ...record }) => record),
    nextCursor: rows.length > pageSize ? writeCursor(list, page.at(-1)!.uuid) : undefined,
  };
}
