import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import { type Cursors, cutPage, type Place, readPlace } from "@/lib/page_of_list.ts";
import type { EventMeter } from "@/lib/usage/meters.ts";
import type { Span } from "./spans.ts";

export type CountedEvent = {
  occurredAt: Date;
  meter: EventMeter;
  quantity: number;
  /** Who counted, and what the event is called there; together they name it once and for all. */
  source: string;
  eventId: string;
  /** What the outside calls the record that was counted; null for anything else. */
  recordId: string | null;
};

export type UsageFilter = {
  meter: EventMeter;
  span: Span;
  /** Only the event of this id. */
  eventId?: string;
};

export type EventPage = { events: CountedEvent[] } & Cursors;

type Row = CountedEvent & { exactTime: string };

/**
 * The rows behind a number of `usageByDay()`, the latest first.
 * @param options `after` is `nextCursor` of the page before, `before` is `previousCursor` of the page after, both
 * under the same filter; a text that is neither counts as the start.
 */
export async function listUsageEvents(
  tenantId: string,
  { meter, span, eventId, after, before, pageSize = 50 }: UsageFilter & Place & { pageSize?: number },
): Promise<EventPage> {
  // No id has it, and Postgres does not take it.
  if (eventId?.includes("\0")) return { events: [] };
  const list = ["usage events", tenantId, meter, span, eventId];
  const place = readPlace(list, { after, before });
  const found = await asTenantRead.one<Row>(
    tenantId,
    sql`
      select u.occurred_at as "occurredAt", u.meter, u.quantity, u.source, u.event_id as "eventId",
             r.key as "recordId", to_char(u.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as "exactTime"
        from usage_events u
        left join records r on r.tenant_id = ${tenantId}
         and r.id = case when u.source = 'records' then u.event_id::uuid end
       where u.tenant_id = ${tenantId} and u.meter = ${meter}
         and u.occurred_at >= ${span.from} and u.occurred_at < ${span.to}
         and ${eventId === undefined ? sql`true` : sql`u.event_id = ${eventId}`} and ${beyond(place)}
       order by ${place.before === undefined ? LATEST_FIRST : EARLIEST_FIRST} limit ${pageSize + 1}`,
  );
  const placeOf = (it: Row) => JSON.stringify([it.exactTime, it.source, it.eventId]);
  const { rows, cursors } = cutPage(found, { list, place, pageSize, placeOf });
  return { events: rows.map(({ exactTime: _, ...event }) => event), ...cursors };
}

const LATEST_FIRST = sql`u.occurred_at desc, u.source desc, u.event_id desc`;
const EARLIEST_FIRST = sql`u.occurred_at, u.source, u.event_id`;

function beyond({ after, before }: Place): Sql {
  const place = before ?? after;
  if (place === undefined) return sql`true`;
  const [exactTime, source, eventId] = JSON.parse(place);
  return sql`(u.occurred_at, u.source, u.event_id) ${before === undefined ? sql`<` : sql`>`}
             (${exactTime}::timestamp at time zone 'UTC', ${source}, ${eventId})`;
}
