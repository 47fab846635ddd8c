import type { EventPage } from "@/lib/metering/list_usage_events.ts";
import type { Clock } from "./Ago.tsx";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { Downloads } from "./Downloads.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { EventTable } from "./EventTable.tsx";
import { Field } from "./Field.tsx";
import { formatMonth, formatTimeZone } from "./format.ts";
import { Pagination } from "./Pagination.tsx";
import { QueryLink } from "./QueryLink.tsx";
import { urlWith } from "./url_with.ts";

type CountedEventsProps = {
  url: URL;
  /** `day` and `event` are empty where nobody asks for one. */
  asked: { meter: string; month: string; day: string; event: string };
  page: EventPage;
  clock: Clock;
};

/** The rows behind the numbers of a month. */
export function CountedEvents({ url, asked, page, clock }: CountedEventsProps) {
  const { events, nextCursor, previousCursor } = page;
  const { meter, month, day, event } = asked;
  const isFiltered = day !== "" || event !== "";
  const allOfMonth = `${urlWith(url, { meter, month, day: "", event: "" })}#events`;
  return (
    <Card
      id="events"
      flush
      title="Counted events"
      aside={<Downloads url={url} path="/usage" endings={["csv"]} />}
    >
      <form
        method="get"
        action="#events"
        class="grid grid-cols-2 items-end gap-3 px-5 pb-4 lg:grid-cols-[minmax(0,26rem)_auto_auto] lg:justify-start"
      >
        <input type="hidden" name="meter" value={meter} />
        <input type="hidden" name="month" value={month} />
        <div class="col-span-2 lg:col-span-1">
          <Field
            label="Event id"
            name="event"
            type="search"
            value={event}
            placeholder={events[0]?.eventId}
            autocapitalize="none"
            autocomplete="off"
            spellcheck={false}
          />
        </div>
        <Field label={`Day in ${formatTimeZone(clock.timeZone)}`} name="day" type="date" value={day} />
        <div class="flex gap-2">
          <Button look="quiet">Filter</Button>
          {isFiltered && <Button look="quiet" href={allOfMonth}>Clear</Button>}
        </div>
      </form>
      {events.length > 0
        ? (
          <>
            <EventTable events={events} clock={clock} />
            <Pagination url={url} nextCursor={nextCursor} previousCursor={previousCursor} anchor="events" />
          </>
        )
        : (
          <EmptyState title={isFiltered ? "No event matches" : "Nothing was counted"}>
            <p>
              {isFiltered
                ? <QueryLink href={allOfMonth}>See all events of {formatMonth(month)}</QueryLink>
                : `There is no event of this kind in ${formatMonth(month)}.`}
            </p>
          </EmptyState>
        )}
    </Card>
  );
}
