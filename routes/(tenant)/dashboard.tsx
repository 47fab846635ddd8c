import { page } from "fresh";
import { BarPlot } from "@/components/BarPlot.tsx";
import { Card } from "@/components/Card.tsx";
import { FirstRecord } from "@/components/FirstRecord.tsx";
import { formatDay } from "@/components/format.ts";
import { Meter } from "@/components/Meter.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RecordTable } from "@/components/RecordTable.tsx";
import { may, type Role } from "@/lib/identity/permissions.ts";
import { usageByDay } from "@/lib/metering/usage_by_day.ts";
import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { type Meter as MeterName, METERS } from "@/lib/usage/meters.ts";
import { define } from "@/utils.ts";

const DAYS = 30;
const LATEST = 5;
const months = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

export const handler = define.handlers({
  async GET({ state: { tenant } }) {
    const now = new Date();
    const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(tenant.timeZone)
      .startOfDay();
    const from = new Date(today.subtract({ days: DAYS - 1 }).epochMilliseconds);
    const [usage, days, latest] = await Promise.all([
      usageSoFar(tenant.id, { now }),
      usageByDay(tenant.id, { meter: "records_processed", from, to: now, timeZone: tenant.timeZone }),
      listRecords(tenant.id, { pageSize: LATEST }),
    ]);
    return page({ usage, days, latest: latest.ok ? latest.records : [] });
  },
});

export default define.page<typeof handler>(({ data: { usage, days, latest }, state: { tenant, member } }) => (
  <>
    <PageHeader
      title="Dashboard"
      lead={`What ${tenant.name} used in ${monthName(usage.from)}, and what came in last.`}
    />
    {latest.length === 0 && (
      <Card title="Send your first record">
        <FirstRecord origin={tenantOrigin(tenant.slug)} role={member.role} />
      </Card>
    )}
    <Card>
      <div class="grid gap-x-8 gap-y-7 sm:grid-cols-2 xl:grid-cols-4">
        {usage.meters.map(({ meter, used, limit }) => (
          <Meter
            key={meter}
            label={METERS[meter].label}
            unit={METERS[meter].unit}
            used={used}
            limit={limit ?? undefined}
            href={rowsBehind(meter, { role: member.role, month: usage.from })}
          />
        ))}
      </div>
      <p class="mt-6 text-xs text-base-content/75">
        API calls and records count from the first of the month, UTC; a new month starts on{" "}
        {formatDay(usage.to.toISOString().slice(0, 10))}.
      </p>
    </Card>
    {days.some(({ quantity }) => quantity > 0) && (
      <Card title={`Records by day, last ${DAYS} days`}>
        <BarPlot
          label="Records"
          days={days.map(({ day, quantity }) => ({ day, count: quantity }))}
          hrefOf={(day) => `/records?from=${day}&to=${day}`}
        />
      </Card>
    )}
    {latest.length > 0 && (
      <Card title="Latest records" aside={<a class="link" href="/records">All records</a>} flush>
        <RecordTable records={latest} timeZone={tenant.timeZone} />
      </Card>
    )}
  </>
));

function rowsBehind(meter: MeterName, { role, month }: { role: Role; month: Date }): string | undefined {
  if (meter === "records_processed") return `/records?from=${month.toISOString().slice(0, 10)}`;
  if (meter === "storage_bytes") return "/records";
  if (meter === "active_members" && may(role, "members.read")) return "/members";
}

function monthName(month: Date): string {
  return months.format(month);
}
