import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Downloads } from "@/components/Downloads.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { EventTable } from "@/components/EventTable.tsx";
import { Field } from "@/components/Field.tsx";
import { dayOf, formatMoment, formatMonth, formatTimeZone } from "@/components/format.ts";
import { Meters } from "@/components/Meters.tsx";
import { MonthChoice } from "@/components/MonthChoice.tsx";
import { MonthPlot } from "@/components/MonthPlot.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { Segments } from "@/components/Segments.tsx";
import { urlWith } from "@/components/url_with.ts";
import { UsageByDay } from "@/components/UsageByDay.tsx";
import { firstUsage } from "@/lib/metering/first_usage.ts";
import { listUsageEvents } from "@/lib/metering/list_usage_events.ts";
import { monthAfter, monthOf, monthSoFar, monthSpan, type Span } from "@/lib/metering/spans.ts";
import { usageByDay } from "@/lib/metering/usage_by_day.ts";
import { usageInMonth } from "@/lib/metering/usage_in_month.ts";
import { type MeterUsage, usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { EVENT_METERS, METERS } from "@/lib/usage/meters.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { readUsageQuery } from "./(_http)/usage_query.ts";

const PAGE_SIZE = 25;

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "usage.read");
    const { tenant, clock: { now, timeZone } } = ctx.state;
    const { query, month, filter } = readUsageQuery(ctx.url, ctx.state.clock);
    const latest = monthOf(now);
    if (month > latest) return ctx.redirect("/usage", 303);
    const after = ctx.url.searchParams.get("cursor") ?? undefined;
    const before = ctx.url.searchParams.get("before") ?? undefined;
    const [meters, daily, first, events] = await Promise.all([
      month === latest ? (await usageSoFar(tenant.id, { now })).meters : usageInMonth(tenant.id, month),
      usageByDay(tenant.id, { meter: query.meter, ...monthSoFar(month, now), timeZone }),
      firstUsage(tenant.id),
      listUsageEvents(tenant.id, { ...filter, after, before, pageSize: PAGE_SIZE }),
    ]);
    return page({ query, month, latest, earliest: monthOf(first ?? now), meters, daily, ...events });
  },
});

export default define.page<typeof handler>(({ data, state: { tenant, member, clock }, url }) => {
  const { query, month, latest, earliest, meters, daily, events, nextCursor, previousCursor } = data;
  const { timeZone } = clock;
  const span = monthSpan(month);
  const today = dayOf(clock.now, timeZone);
  const shown = meters.find((it) => it.meter === query.meter) as MeterUsage;
  const { label } = METERS[query.meter];
  const monthUrl = (other: string) => ({
    month: other,
    url: urlWith(url, { month: other, day: "", event: "" }),
  });
  const ahead = daysAhead(daily.days.at(-1)?.day ?? dayOf(span.from, timeZone), span, timeZone);
  const isFiltered = query.day !== "" || query.event !== "";
  return (
    <>
      <PageHeader
        title="Usage"
        lead={`What ${tenant.name} used, month by month and down to each event that was counted.`}
      >
        <MonthChoice
          month={month}
          previous={month > earliest ? monthUrl(monthAfter(month, -1)) : undefined}
          next={month < latest ? monthUrl(monthAfter(month, 1)) : undefined}
        />
      </PageHeader>
      <Card>
        <Meters meters={meters} role={member.role} month={month} />
        <p class="mt-6 text-xs text-base-content/75">
          {`Usage is counted by calendar months in UTC: ${formatMonth(month)} is from ${
            formatMoment(span.from, timeZone)
          } to ${formatMoment(span.to, timeZone)} in ${formatTimeZone(timeZone)}.`}
        </p>
      </Card>
      <div class="flex flex-wrap items-center justify-between gap-3">
        <h2 class="text-lg">{label}</h2>
        <Segments
          label="What is counted"
          segments={EVENT_METERS.map((meter) => ({
            href: urlWith(url, { meter, month }),
            label: METERS[meter].label,
            isCurrent: meter === query.meter,
          }))}
        />
      </div>
      <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
        <Card>
          <UsageByDay
            label="Day by day"
            daily={daily}
            than={`${month === latest ? "the same stretch of " : ""}${formatMonth(monthAfter(month, -1))}`}
            ahead={ahead}
            today={today}
            hrefOf={(day) => `${urlWith(url, { meter: query.meter, month, day, event: "" })}#events`}
          />
        </Card>
        <Card>
          <MonthPlot
            label={label}
            days={[
              ...daily.days.map(({ day, quantity }) => ({ day, count: quantity })),
              ...ahead.map((day) => ({ day, count: 0 })),
            ]}
            today={month === latest ? today : undefined}
            limit={shown.limit ?? undefined}
            projected={shown.projected ?? undefined}
          />
        </Card>
      </div>
      <Card
        id="events"
        flush
        title="Counted events"
        aside={<Downloads url={url} path="/usage" endings={["csv"]} />}
      >
        <form
          method="get"
          action="#events"
          class="grid grid-cols-2 items-end gap-3 px-5 pb-4 lg:grid-cols-[minmax(0,1fr)_auto_auto]"
        >
          <input type="hidden" name="meter" value={query.meter} />
          <input type="hidden" name="month" value={month} />
          <div class="col-span-2 lg:col-span-1">
            <Field
              label="Event id"
              name="event"
              type="search"
              value={query.event}
              placeholder={events[0]?.eventId}
              autocapitalize="none"
              autocomplete="off"
              spellcheck={false}
            />
          </div>
          <Field label={`Day in ${formatTimeZone(timeZone)}`} name="day" type="date" value={query.day} />
          <div class="flex gap-2">
            <Button look="quiet">Filter</Button>
            {isFiltered && (
              <Button look="quiet" href={`${urlWith(url, { day: "", event: "", month })}#events`}>
                Clear
              </Button>
            )}
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
                  ? (
                    <a class="link" href={`${urlWith(url, { day: "", event: "", month })}#events`}>
                      See all events of {formatMonth(month)}
                    </a>
                  )
                  : `There is no event of this kind in ${formatMonth(month)}.`}
              </p>
            </EmptyState>
          )}
      </Card>
    </>
  );
});

/** The days of the month after `last`. */
function daysAhead(last: string, { to }: Span, timeZone: string): string[] {
  const end = dayOf(new Date(to.getTime() - 1), timeZone);
  const count = Temporal.PlainDate.from(last).until(end).days;
  return Array.from(
    { length: Math.max(0, count) },
    (_, index) => Temporal.PlainDate.from(last).add({ days: index + 1 }).toString(),
  );
}
