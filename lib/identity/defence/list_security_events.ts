import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { type Cursors, cutPage, type Place, readPlace } from "@/lib/page_of_list.ts";
import type { SecurityEventKind } from "./record_security_event.ts";

export type SecurityEvent = {
  id: string;
  kind: SecurityEventKind;
  userId: string | null;
  /** Undefined where no member is meant, or who was meant has left. */
  name: string | null;
  ip: string;
  detail: Record<string, string | number | boolean>;
  recordedAt: Date;
  reviewedAt: Date | null;
  reviewedBy: string | null;
};

export type SecurityEventPage = { events: SecurityEvent[] } & Cursors;

type Row = SecurityEvent & { exactTime: string };
type Asked = Place & { onlyOpen?: boolean; pageSize?: number };

/** Newest first; `onlyOpen` leaves out what somebody has reviewed. */
export async function listSecurityEvents(
  tenantId: string,
  { onlyOpen = false, after, before, pageSize = 50 }: Asked = {},
): Promise<SecurityEventPage> {
  const list = ["security events", tenantId, String(onlyOpen)];
  const place = readPlace(list, { after, before });
  const found = await asTenantRead.one<Row>(
    tenantId,
    sql`
    select e.id, e.kind, e.user_id as "userId", m.name, e.ip, e.detail, e.recorded_at as "recordedAt",
           r.reviewed_at as "reviewedAt", by_whom.name as "reviewedBy",
           to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as "exactTime"
      from security_events e
      left join members m on m.tenant_id = e.tenant_id and m.user_id = e.user_id
      left join security_event_reviews r on r.tenant_id = e.tenant_id and r.event_id = e.id
      left join members by_whom on by_whom.tenant_id = r.tenant_id and by_whom.user_id = r.reviewed_by
     where e.tenant_id = ${tenantId} and (not ${onlyOpen}::boolean or r.event_id is null)
       and ${beyond(place)}
     order by ${place.before === undefined ? NEWEST_FIRST : OLDEST_FIRST} limit ${pageSize + 1}`,
  );
  const placeOf = (it: Row) => JSON.stringify([it.exactTime, it.id]);
  const { rows, cursors } = cutPage(found, { list, place, pageSize, placeOf });
  return { events: rows.map(({ exactTime: _, ...event }) => event), ...cursors };
}

const NEWEST_FIRST = sql`e.recorded_at desc, e.id desc`;
const OLDEST_FIRST = sql`e.recorded_at, e.id`;

function beyond({ after, before }: Place): Sql {
  const place = before ?? after;
  if (place === undefined) return sql`true`;
  const [exactTime, id] = JSON.parse(place);
  return sql`(e.recorded_at, e.id) ${before === undefined ? sql`<` : sql`>`}
             (${exactTime}::timestamp at time zone 'UTC', ${id}::uuid)`;
}
