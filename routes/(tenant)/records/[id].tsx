import { HttpError, page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { formatBytes } from "@/components/format.ts";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { findRecord } from "@/lib/relay/find_record.ts";
import { lastSegment } from "@/routes/(_http)/last_segment.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const record = await findRecord(ctx.state.tenant.id, lastSegment(ctx.url));
    if (!record) throw new HttpError(404);
    return page(record);
  },
});

export default define.page<typeof handler>(({ data: record, state: { tenant } }) => (
  <>
    <PageHeader title="Record" lead={<code class="font-mono text-sm break-all">{record.id}</code>} />
    <Card>
      <Facts>
        <Fact name="Type">
          <a class="link" href={`/records?type=${encodeURIComponent(record.type)}`}>{record.type}</a>
        </Fact>
        <Fact name="Happened">
          <Moment at={record.occurred_at} timeZone={tenant.timeZone} />
        </Fact>
        <Fact name="Received">
          <Moment at={record.received_at} timeZone={tenant.timeZone} />
        </Fact>
        <Fact name="Size">{formatBytes(new TextEncoder().encode(JSON.stringify(record.data)).length)}</Fact>
      </Facts>
    </Card>
    <CodeBlock label="Data" text={JSON.stringify(record.data, null, 2)} />
    <p class="text-sm">
      <a class="link" href="/records">All records</a>
    </p>
  </>
));
