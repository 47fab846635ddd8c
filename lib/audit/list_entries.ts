import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { type Cursors, cutPage, type Place, readPlace } from "@/lib/page_of_list.ts";
import type { Actor } from "./actor.ts";
import type { AuditAction, AuditEntry } from "./record.ts";

export type RecordedEntry = {
  id: string;
  action: AuditAction;
  actorKind: Actor["kind"];
  actorId: string | null;
  actorName: string;
  subjectKind: AuditEntry["subject"]["kind"];
  subjectId: string;
  detail: Record<string, string | number | boolean | null>;
  requestId: string | null;
  recordedAt: Date;
};

export type EntryFilter = {
  /** UUID of who acted. */
  actorId?: string;
  action?: AuditAction;
  /** Ids of a member and of its user: what they did, and what was done to them. */
  about?: { memberId: string; userId: string };
  /** Half-open. */
  from?: Date;
  to?: Date;
};

export type EntryPage = { entries: RecordedEntry[] } & Cursors;

type Row = RecordedEntry & { exactTime: string };

/**
 * Newest first.
 * @param options `after` is `nextCursor` of the page before, `before` is `previousCursor` of the page after, both
 * under the same filter; a text that is neither counts as the start.
 */
export async function listEntries(
  tenantId: string,
  { actorId, action, about, from, to, after, before, pageSize = 50 }: EntryFilter & Place & {
    pageSize?: number;
  } = {},
): Promise<EntryPage> {
  const list = ["audit entries", tenantId, actorId, action, about?.memberId, from, to];
  const place = readPlace(list, { after, before });
  const found = await asTenantRead.one<Row>(
    tenantId,
    sql`
    select id, action, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName",
           subject_kind as "subjectKind", subject_id as "subjectId", detail, request_id as "requestId",
           recorded_at as "recordedAt", to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as "exactTime"
      from audit_entries
     where tenant_id = ${tenantId}
       and (${actorId}::uuid is null or actor_id = ${actorId})
       and (${action}::text is null or action = ${action})
       and (${about?.memberId}::text is null
         or (subject_kind = 'member' and subject_id = ${about?.memberId}) or actor_id = ${about?.userId}::uuid)
       and (${from}::timestamptz is null or recorded_at >= ${from})
       and (${to}::timestamptz is null or recorded_at < ${to})
       and ${beyond(place)}
     order by ${place.before === undefined ? NEWEST_FIRST : OLDEST_FIRST} limit ${pageSize + 1}`,
  );
  const placeOf = (it: Row) => JSON.stringify([it.exactTime, it.id]);
  const { rows, cursors } = cutPage(found, { list, place, pageSize, placeOf });
  return { entries: rows.map(({ exactTime: _, ...entry }) => entry), ...cursors };
}

const NEWEST_FIRST = sql`recorded_at desc, id desc`;
const OLDEST_FIRST = sql`recorded_at, id`;

function beyond({ after, before }: Place): Sql {
  const place = before ?? after;
  if (place === undefined) return sql`true`;
  const [exactTime, id] = JSON.parse(place);
  return sql`(recorded_at, id) ${before === undefined ? sql`<` : sql`>`}
             (${exactTime}::timestamp at time zone 'UTC', ${id}::uuid)`;
}
