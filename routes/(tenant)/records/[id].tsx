import { HttpError, page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { formatBytes, formatMonth, formatNumber } from "@/components/format.ts";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { monthOf } from "@/lib/metering/spans.ts";
import { findRecord } from "@/lib/relay/find_record.ts";
import { findUsageEvent, type RecordUsage } from "@/lib/relay/find_usage_event.ts";
import { lastSegment } from "@/routes/(_http)/last_segment.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { tenant } = ctx.state;
    const id = lastSegment(ctx.url);
    const [record, usage] = await Promise.all([findRecord(tenant.id, id), findUsageEvent(tenant.id, id)]);
    if (!record) throw new HttpError(404);
    return page({ record, usage });
  },
});

export default define.page<typeof handler>(({ data: { record, usage }, state: { clock: { timeZone } } }) => (
  <>
    <PageHeader
      title="Record"
      lead={<code class="font-mono text-sm break-all select-all">{record.id}</code>}
    >
      <a class="link text-sm" href="/records">All records</a>
    </PageHeader>
    <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <CodeBlock
        label={`Data, ${formatBytes(new TextEncoder().encode(JSON.stringify(record.data)).length)}`}
        text={JSON.stringify(record.data, null, 2)}
      />
      <Card>
        <Facts>
          <Fact name="Type">
            <a class="link" href={`/records?type=${encodeURIComponent(record.type)}`}>{record.type}</a>
          </Fact>
          <Fact name="Happened">
            <Moment at={record.occurred_at} timeZone={timeZone} />
          </Fact>
          <Fact name="Received">
            <Moment at={record.received_at} timeZone={timeZone} />
          </Fact>
          {usage && (
            <Fact name="Counted">
              <a class="link" href={eventUrl(usage)}>
                {usage.quantity === 1 ? "Once" : `${formatNumber(usage.quantity)} times`}
              </a>
              , in {formatMonth(monthOf(usage.occurredAt))}
            </Fact>
          )}
        </Facts>
      </Card>
    </div>
  </>
));

function eventUrl({ meter, occurredAt, eventId }: RecordUsage): string {
  return `/usage?meter=${meter}&month=${monthOf(occurredAt)}&event=${encodeURIComponent(eventId)}`;
}
