import { page } from "fresh";
import { z } from "zod";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { FirstRecord } from "@/components/FirstRecord.tsx";
import { Field } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { RecordTable } from "@/components/RecordTable.tsx";
import { listRecords } from "@/lib/relay/list_records.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { daySpan } from "@/routes/(_http)/day_span.ts";
import { define } from "@/utils.ts";

const Filter = z.object({
  type: z.string().trim().max(100).catch(""),
  from: z.iso.date().catch(""),
  to: z.iso.date().catch(""),
});

const PAGE_SIZE = 25;

export const handler = define.handlers({
  async GET(ctx) {
    const { tenant } = ctx.state;
    const filter = Filter.parse(Object.fromEntries(ctx.url.searchParams));
    const { from: receivedFrom, to: receivedTo } = daySpan(filter, tenant.timeZone);
    const found = await listRecords(tenant.id, {
      type: filter.type || undefined,
      receivedFrom,
      receivedTo,
      cursor: ctx.url.searchParams.get("cursor") ?? undefined,
      pageSize: PAGE_SIZE,
    });
    // A cursor of another list: the filter was changed by hand.
    if (!found.ok) return ctx.redirect("/records", 303);
    return page({ ...found, filter });
  },
});

export default define.page<typeof handler>(
  ({ data: { records, nextCursor, filter }, state: { tenant, member }, url }) => {
    const isFiltered = Boolean(filter.type || filter.from || filter.to);
    return (
      <>
        <PageHeader title="Records" lead="What your systems sent, the latest first." />
        <form
          method="get"
          class="grid grid-cols-2 items-end gap-3 rounded-box border border-base-300 bg-base-100 p-4 lg:grid-cols-[1fr_auto_auto_auto]"
        >
          <div class="col-span-2 lg:col-span-1">
            <Field
              label="Type"
              name="type"
              value={filter.type}
              placeholder="order.created"
              autocapitalize="none"
              spellcheck={false}
            />
          </div>
          <Field label="Received from" name="from" type="date" value={filter.from} />
          <Field label="Received until" name="to" type="date" value={filter.to} />
          <div class="col-span-2 flex gap-2 lg:col-span-1">
            <Button look="quiet">Filter</Button>
            {isFiltered && <Button look="quiet" href="/records">Clear</Button>}
          </div>
        </form>
        <Card flush>
          {records.length > 0
            ? (
              <>
                <RecordTable records={records} timeZone={tenant.timeZone} />
                <Pagination url={url} nextCursor={nextCursor} />
              </>
            )
            : isFiltered
            ? (
              <EmptyState title="No record matches">
                <p>
                  Look for another type or a longer time, or{" "}
                  <a class="link" href="/records">see all records</a>.
                </p>
              </EmptyState>
            )
            : (
              <EmptyState title="No records yet">
                <FirstRecord origin={tenantOrigin(tenant.slug)} role={member.role} />
              </EmptyState>
            )}
        </Card>
      </>
    );
  },
);
