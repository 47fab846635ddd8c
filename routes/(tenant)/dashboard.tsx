import { page } from "fresh";
import { Partial } from "fresh/runtime";
import { z } from "zod";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { formatDay } from "@/components/format.ts";
import { Meters } from "@/components/Meters.tsx";
import { NextSteps } from "@/components/NextSteps.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RecordTable } from "@/components/RecordTable.tsx";
import { Segments } from "@/components/Segments.tsx";
import { SendRecord } from "@/components/SendRecord.tsx";
import { urlWith } from "@/components/url_with.ts";
import { UsageByDay } from "@/components/UsageByDay.tsx";
import { Live } from "@/islands/Live.tsx";
import { dayOf } from "@/lib/calendar.ts";
import { listApiKeys } from "@/lib/identity/list_api_keys.ts";
import { versionOf } from "@/lib/live/version.ts";
import { latestDays, monthOf, monthSoFar } from "@/lib/metering/spans.ts";
import { usageByDay } from "@/lib/metering/usage_by_day.ts";
import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { type NextStep, nextSteps } from "@/lib/onboarding/next_steps.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { EVENT_METERS, METERS } from "@/lib/usage/meters.ts";
import { define, type State } from "@/utils.ts";

const PERIODS = { "7d": 7, "30d": 30, "90d": 90, month: "month" } as const;
type Period = keyof typeof PERIODS;

const Query = z.object({
  meter: z.enum(EVENT_METERS).catch("records_processed"),
  period: z.enum(Object.keys(PERIODS) as [Period]).catch("30d"),
});

const LATEST = 5;
const months = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

export const handler = define.handlers({
  async GET({ state, url }) {
    const { tenant, clock } = state;
    const query = Query.parse(Object.fromEntries(url.searchParams));
    const days = PERIODS[query.period];
    const compared = days === "month" ? monthSoFar(monthOf(clock.now), clock.now) : latestDays(days, clock);
    const [usage, daily, latest] = await Promise.all([
      usageSoFar(tenant.id, { now: clock.now }),
      usageByDay(tenant.id, { meter: query.meter, ...compared, timeZone: clock.timeZone }),
      listRecords(tenant.id, { pageSize: LATEST }),
    ]);
    const records = latest.ok ? latest.records : [];
    const version = versionOf({ usage, newest: records[0], now: clock.now });
    const steps = await openSteps(state, records.length > 0);
    return page({ usage, daily, records, query, steps, version });
  },
});

/** None when all is done, or the member wants to see none. */
async function openSteps({ tenant, member }: State, hasRecord: boolean): Promise<NextStep[]> {
  if (member.hidesNextSteps) return [];
  const steps = nextSteps({
    permissions: member.permissions,
    isEmailProven: member.isEmailProven,
    hasRecord,
    // Who has records has had a key: one look less for everybody but the new.
    hasKey: hasRecord || (await listApiKeys(tenant.id)).length > 0,
    hasTimeZone: tenant.timeZone !== "UTC" || member.ownTimeZone !== undefined,
  });
  return steps.every((it) => it.isDone) ? [] : steps;
}

export default define.page<typeof handler>((
  { data: { usage, daily, records, query, steps, version }, state: { tenant, member, clock }, url },
) => {
  const origin = tenantOrigin(tenant.slug);
  const hasRecord = records.length > 0;
  const maySend = member.permissions.has("records.write");
  return (
    <Partial name="dashboard">
      <PageHeader
        title="Dashboard"
        lead={`Relay takes in the records that your systems send, stores each once and counts it. This is what ${tenant.name} used in ${
          monthName(usage.from)
        }.`}
      >
        <Live version={version} href={url.pathname + url.search} />
        {hasRecord && maySend && <Button href="#send">Send a record</Button>}
      </PageHeader>
      {steps.length > 0 && (
        <NextSteps steps={steps} person={{ email: member.email, permissions: member.permissions, origin }} />
      )}
      <Card>
        <Meters meters={usage.meters} permissions={member.permissions} month={monthOf(usage.from)} />
        <p class="mt-6 text-xs text-base-content/75">
          API calls and records count from the first of the month, UTC; a new month starts on{" "}
          {formatDay(usage.to.toISOString().slice(0, 10))}.
        </p>
      </Card>
      {hasRecord && (
        <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 min-[112rem]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] min-[150rem]:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)]">
          <Card>
            <UsageByDay
              label={METERS[query.meter].label}
              daily={daily}
              than={thanOf(query.period)}
              today={dayOf(clock.now, clock.timeZone)}
              hrefOf={(day) => dayUrl(day, { ...query, month: monthOf(usage.from) })}
            >
              <Segments
                label="What is counted"
                segments={EVENT_METERS.map((meter) => ({
                  href: urlWith(url, { ...query, meter }),
                  label: METERS[meter].label,
                  isCurrent: meter === query.meter,
                }))}
              />
              <Segments
                label="Period"
                segments={(Object.keys(PERIODS) as Period[]).map((period) => ({
                  href: urlWith(url, { ...query, period }),
                  label: period === "month" ? monthName(usage.from) : `${PERIODS[period]} days`,
                  isCurrent: period === query.period,
                }))}
              />
            </UsageByDay>
          </Card>
          <Card title="Latest records" aside={<a class="link" href="/records">All records</a>} flush>
            <RecordTable records={records} clock={clock} />
          </Card>
          {maySend && (
            <div class="min-[112rem]:col-span-2 min-[150rem]:col-span-1">
              <Card title="Send a record" id="send">
                <SendRecord origin={origin} permissions={member.permissions} />
              </Card>
            </div>
          )}
        </div>
      )}
      {!hasRecord && maySend && steps.length === 0 && (
        <Card title="Send the first record">
          <SendRecord origin={origin} permissions={member.permissions} />
        </Card>
      )}
    </Partial>
  );
});

/** Of the month's first and last day, a bar has what lies inside of it. */
function dayUrl(day: string, { meter, period, month }: z.infer<typeof Query> & { month: string }): string {
  return `/usage?meter=${meter}${period === "month" ? `&month=${month}` : ""}&day=${day}#events`;
}

function thanOf(period: Period): string {
  return period === "month" ? "as much of the month before" : `the ${PERIODS[period]} days before`;
}

function monthName(month: Date): string {
  return months.format(month);
}
