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
  const order = place.before === undefined ? LATEST_FIRST : EARLIEST_FIRST;
  const found = await asTenantRead.one<Row>(
    tenantId,
    sql`
      with page as (
        select occurred_at, meter, quantity, source, event_id from usage_events
         where tenant_id = ${tenantId} and meter = ${meter}
           and occurred_at >= ${span.from} and occurred_at < ${span.to}
           and ${eventId === undefined ? sql`true` : sql`event_id = ${eventId}`} and ${beyond(place)}
         order by ${order} limit ${pageSize + 1}
      )
      select occurred_at as "occurredAt", meter, quantity, source, event_id as "eventId",
             (select key from records r where r.tenant_id = ${tenantId}
                 and r.id = case when page.source = 'records' then page.event_id::uuid end) as "recordId",
             to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as "exactTime"
        from page order by ${order}`,
  );
  const placeOf = (it: Row) => JSON.stringify([it.exactTime, it.source, it.eventId]);
  const { rows, cursors } = cutPage(found, { list, place, pageSize, placeOf });
  return { events: rows.map(({ exactTime: _, ...event }) => event), ...cursors };
}

const LATEST_FIRST = sql`occurred_at desc, source desc, event_id desc`;
const EARLIEST_FIRST = sql`occurred_at, source, event_id`;

function beyond({ after, before }: Place): Sql {
  const place = before ?? after;
  if (place === undefined) return sql`true`;
  const [exactTime, source, eventId] = JSON.parse(place);
  return sql`(occurred_at, source, event_id) ${before === undefined ? sql`<` : sql`>`}
             (${exactTime}::timestamp at time zone 'UTC', ${source}, ${eventId})`;
}
