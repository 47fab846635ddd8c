import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Downloads } from "@/components/Downloads.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { formatCount, formatTimeZone } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { QueryLink } from "@/components/QueryLink.tsx";
import { RecordTable } from "@/components/RecordTable.tsx";
import { SendRecord } from "@/components/SendRecord.tsx";
import { TypeChoice } from "@/components/TypeChoice.tsx";
import { urlWith } from "@/components/url_with.ts";
import { countByType } from "@/lib/relay/count_by_type.ts";
import { COUNTED_AT_MOST, countRecords } from "@/lib/relay/count_records.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { cursorsIn } from "@/routes/(_http)/cursors_in.ts";
import { define } from "@/utils.ts";
import { readRecordQuery } from "../(_http)/record_query.ts";

const PAGE_SIZE = 25;

export const handler = define.handlers({
  async GET(ctx) {
    const { tenant, clock } = ctx.state;
    const { query, filter } = readRecordQuery(ctx.url, clock.timeZone);
    const [found, count, types] = await Promise.all([
      listRecords(tenant.id, { ...filter, ...cursorsIn(ctx.url), pageSize: PAGE_SIZE }),
      countRecords(tenant.id, filter),
      countByType(tenant.id),
    ]);
    // A cursor of another list: the filter was changed by hand.
    if (!found.ok) return ctx.redirect("/records", 303);
    return page({ ...found, count, types, query });
  },
});

export default define.page<typeof handler>((
  {
    data: { records, nextCursor, previousCursor, count, types, query },
    state: { tenant, member, clock },
    url,
  },
) => {
  const isFiltered = Object.values(query).some((it) => it !== "");
  return (
    <>
      <PageHeader
        title="Records"
        lead={`What your systems sent, the latest first. Days and times are those of ${
          formatTimeZone(clock.timeZone)
        }.`}
      />
      {types.length > 0 && (
        <div class="space-y-4 rounded-box border border-base-300 bg-base-100 p-4">
          <form
            method="get"
            class="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_auto_auto_auto]"
          >
            <div class="col-span-2 sm:col-span-1">
              <Field
                label="Part of the id"
                name="q"
                type="search"
                value={query.q}
                placeholder={records[0]?.id}
                autocapitalize="none"
                autocomplete="off"
                spellcheck={false}
              />
            </div>
            <div class="col-span-2 sm:col-span-1">
              <Field
                label="Type"
                name="type"
                value={query.type}
                placeholder={types[0].type}
                suggestions={types.map((it) => it.type)}
                autocapitalize="none"
                autocomplete="off"
                spellcheck={false}
              />
            </div>
            <Field label="Received from" name="from" type="date" value={query.from} />
            <Field label="Received until" name="to" type="date" value={query.to} />
            <div class="col-span-2 flex gap-2 lg:col-span-1">
              <Button look="quiet">Filter</Button>
              {isFiltered && <Button look="quiet" href="/records">Clear</Button>}
            </div>
          </form>
          <TypeChoice
            types={types}
            current={query.type}
            urlOf={(type) => urlWith(url, { type })}
          />
        </div>
      )}
      <Card
        flush
        title={records.length > 0
          ? `${formatCount(count, { atMost: COUNTED_AT_MOST })} ${count === 1 ? "record" : "records"}`
          : undefined}
        aside={<Downloads url={url} path="/records" endings={["csv", "json"]} />}
      >
        {records.length > 0
          ? (
            <>
              <RecordTable records={records} clock={clock} />
              <Pagination url={url} nextCursor={nextCursor} previousCursor={previousCursor} />
            </>
          )
          : types.length > 0
          ? (
            <EmptyState title="No record matches">
              <p>
                Look for a shorter part of the id, another type or a longer time, or{" "}
                <QueryLink href="/records">see all records</QueryLink>.
              </p>
            </EmptyState>
          )
          : (
            <EmptyState title="No records yet">
              <SendRecord origin={tenantOrigin(tenant.slug)} permissions={member.permissions} />
            </EmptyState>
          )}
      </Card>
    </>
  );
});
