import { page } from "fresh";
import { Badge } from "@/components/Badge.tsx";
import { BarPlot } from "@/components/BarPlot.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { DeadLetterTable } from "@/components/DeadLetterTable.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { KeyTable } from "@/components/KeyTable.tsx";
import { Meter } from "@/components/Meter.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import type { TenantSheet } from "@/lib/operator/look_at_tenant.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { METERS } from "@/lib/usage/meters.ts";
import { tenantOf } from "@/routes/admin/(_http)/tenant_of.ts";
import { define } from "@/utils.ts";
import { Entries } from "./(_sheet)/entries.tsx";
import { Members } from "./(_sheet)/members.tsx";

export const handler = define.handlers({
  GET: async (ctx) => page(await tenantOf(ctx)),
});

export default define.page<typeof handler>(({ data: tenant, url }) => (
  <>
    <PageHeader
      title={tenant.name}
      lead={
        <>
          <a class="link" href={tenantOrigin(tenant.slug)}>{new URL(tenantOrigin(tenant.slug)).host}</a>.
          Times are UTC.
        </>
      }
    >
      {tenant.suspension
        ? <Button href={`${url.pathname}/restoration`}>Restore…</Button>
        : <Button look="quiet" href={`${url.pathname}/suspension`}>Suspend…</Button>}
    </PageHeader>
    <Card>
      <Standing {...tenant} />
    </Card>
    <Card title="Used of what is granted" aside={<GrantedUntil {...tenant} />}>
      <Usage {...tenant} />
    </Card>
    <div class="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
      {tenant.days.map(({ meter, days }) => (
        <Card key={meter} title={`${METERS[meter].label} by day`}>
          <BarPlot
            label={METERS[meter].label}
            days={days}
          />
        </Card>
      ))}
    </div>
    {tenant.deadLetters.length > 0 && (
      <Card title="Failed jobs" flush>
        <DeadLetterTable letters={tenant.deadLetters} backTo={url.pathname} />
      </Card>
    )}
    <Card title="Members" flush>
      <Members members={tenant.members} />
    </Card>
    <Card title="API keys" flush={tenant.keys.length > 0}>
      {tenant.keys.length === 0
        ? <p class="text-base-content/80">It has made no key, so nothing can call its API.</p>
        : <KeyTable keys={tenant.keys} clock={{ now: new Date(), timeZone: "UTC" }} mayManage={false} />}
    </Card>
    <Card title="Latest audit entries" flush>
      <Entries entries={tenant.entries} />
    </Card>
  </>
));

function Standing({ id, suspension, createdAt, timeZone, placement, deadLetters }: TenantSheet) {
  return (
    <div class="space-y-5">
      <Facts>
        <Fact name="Status">
          {suspension ? <Badge tone="bad">Suspended</Badge> : <Badge tone="good">Open</Badge>}
        </Fact>
        <Fact name="Opened">
          <Moment at={createdAt} timeZone="UTC" />
        </Fact>
        <Fact name="Its clock">{timeZone.replaceAll("_", " ")}</Fact>
        <Fact name="Placement">{placement}</Fact>
        <Fact name="Failed jobs">{deadLetters.length}</Fact>
        <Fact name="Id">
          <code class="font-mono text-xs break-all">{publicId("ten", id)}</code>
        </Fact>
      </Facts>
      {suspension && (
        <p class="rounded-box border border-error/40 bg-error/10 px-4 py-3 text-sm">
          {suspension.by} suspended it <Moment at={suspension.at} timeZone="UTC" />:{" "}
          <q class="font-medium">{suspension.reason}</q>
        </p>
      )}
    </div>
  );
}

function Usage({ usage }: TenantSheet) {
  return (
    <div class="grid gap-x-8 gap-y-7 sm:grid-cols-2 xl:grid-cols-4">
      {usage.meters.map(({ meter, used, limit }) => (
        <Meter
          key={meter}
          label={METERS[meter].label}
          unit={METERS[meter].unit}
          used={used}
          limit={limit ?? undefined}
        />
      ))}
    </div>
  );
}

/** Everything is granted together, by the trial. */
function GrantedUntil({ entitlements: [granted] }: TenantSheet) {
  if (!granted?.endsAt) return null;
  const isOver = granted.endsAt <= new Date();
  return (
    <>
      {isOver ? "The trial ended" : "By the trial, until"} <Moment at={granted.endsAt} timeZone="UTC" />
    </>
  );
}
