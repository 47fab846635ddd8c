import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { CountedEvents } from "@/components/CountedEvents.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { formatMoment, formatMonth, formatTimeZone } from "@/components/format.ts";
import { Meters } from "@/components/Meters.tsx";
import { MonthChoice } from "@/components/MonthChoice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Segments } from "@/components/Segments.tsx";
import { SendRecord } from "@/components/SendRecord.tsx";
import { urlWith } from "@/components/url_with.ts";
import { UsageByDay } from "@/components/UsageByDay.tsx";
import { UsageOfMonth } from "@/components/UsageOfMonth.tsx";
import { dayOf, daysAfter } from "@/lib/calendar.ts";
import { firstUsage } from "@/lib/metering/first_usage.ts";
import { listUsageEvents } from "@/lib/metering/list_usage_events.ts";
import { monthAfter, monthOf, monthSoFar, monthSpan } from "@/lib/metering/spans.ts";
import { usageByDay } from "@/lib/metering/usage_by_day.ts";
import { usageInMonth } from "@/lib/metering/usage_in_month.ts";
import { type MeterUsage, usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { EVENT_METERS, METERS } from "@/lib/usage/meters.ts";
import { cursorsIn } from "@/routes/(_http)/cursors_in.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { readUsageQuery } from "./(_http)/usage_query.ts";

const PAGE_SIZE = 25;

/** Of a month that is over, what was used is all there is to say. */
type Shown = Pick<MeterUsage, "meter" | "used"> & Partial<MeterUsage>;

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "usage.read");
    const { tenant, clock: { now, timeZone } } = ctx.state;
    const { query, month, filter } = readUsageQuery(ctx.url, ctx.state.clock);
    const isPresent = month === monthOf(now);
    if (!isPresent && monthSpan(month).from > now) return ctx.redirect("/usage", 303);
    const [meters, daily, first, events] = await Promise.all([
      metersOf(tenant.id, { month, now }),
      usageByDay(tenant.id, { meter: query.meter, ...monthSoFar(month, now), timeZone }),
      firstUsage(tenant.id),
      listUsageEvents(tenant.id, { ...filter, ...cursorsIn(ctx.url), pageSize: PAGE_SIZE }),
    ]);
    const asked = { ...query, month };
    return page({ asked, isPresent, meters, daily, first, events });
  },
});

async function metersOf(tenantId: string, { month, now }: { month: string; now: Date }): Promise<Shown[]> {
  if (month !== monthOf(now)) return await usageInMonth(tenantId, month);
  return (await usageSoFar(tenantId, { now })).meters;
}

export default define.page<typeof handler>((
  { data: { asked, isPresent, meters, daily, first, events }, state: { tenant, member, clock }, url },
) => {
  const { meter, month } = asked;
  const { now, timeZone } = clock;
  const { label } = METERS[meter];
  const span = monthSpan(month);
  const today = dayOf(now, timeZone);
  const ahead = daysAfter(daily.days.at(-1)?.day ?? today, { end: span.to, timeZone });
  const another = (changes: Record<string, string>) =>
    urlWith(url, { meter, month, day: "", event: "", ...changes });
  const monthLink = (months: number) => {
    const other = monthAfter(month, months);
    return { month: other, url: another({ month: other }) };
  };
  return (
    <>
      <PageHeader
        title="Usage"
        lead={`What ${tenant.name} used, month by month and down to each event that was counted.`}
      >
        <div class="flex flex-wrap gap-2">
          <Segments
            label="What is counted"
            segments={EVENT_METERS.map((it) => ({
              href: another({ meter: it }),
              label: METERS[it].label,
              isCurrent: it === meter,
            }))}
          />
          <MonthChoice
            month={month}
            previous={first && first < span.from ? monthLink(-1) : undefined}
            next={isPresent ? undefined : monthLink(1)}
          />
        </div>
      </PageHeader>
      <Card>
        <Meters meters={meters} permissions={member.permissions} month={month} />
        <p class="mt-6 text-xs text-base-content/75">
          {`Usage is counted by calendar months in UTC: ${formatMonth(month)} is from ${
            formatMoment(span.from, timeZone)
          } to ${formatMoment(span.to, timeZone)} in ${formatTimeZone(timeZone)}.`}
        </p>
      </Card>
      {first
        ? (
          <>
            <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
              <Card>
                <UsageByDay
                  label={`${label}, day by day`}
                  daily={daily}
                  than={`${isPresent ? "the same stretch of " : ""}${formatMonth(monthAfter(month, -1))}`}
                  ahead={ahead}
                  today={today}
                  hrefOf={(day) => `${another({ day })}#events`}
                />
              </Card>
              <Card>
                <UsageOfMonth
                  {...meters.find((it) => it.meter === meter)!}
                  label={label}
                  month={month}
                  days={[...daily.days, ...ahead.map((day) => ({ day, quantity: 0 }))]}
                  today={isPresent ? today : undefined}
                />
              </Card>
            </div>
            <CountedEvents url={url} asked={asked} page={events} clock={clock} />
          </>
        )
        : (
          <Card id="events" flush>
            <EmptyState title="Nothing was counted yet">
              <SendRecord origin={tenantOrigin(tenant.slug)} permissions={member.permissions} />
            </EmptyState>
          </Card>
        )}
    </>
  );
});
