import { page } from "fresh";
import { ACTION_NAMES } from "@/components/audit_words.ts";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Downloads } from "@/components/Downloads.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { EntryTable } from "@/components/EntryTable.tsx";
import { Field } from "@/components/Field.tsx";
import { formatTimeZone } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { QueryLink } from "@/components/QueryLink.tsx";
import { urlWith } from "@/components/url_with.ts";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { publicId } from "@/lib/ids.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { cursorsIn } from "@/routes/(_http)/cursors_in.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { readAuditQuery } from "./(_http)/audit_query.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "audit.read");
    const { query, filter } = readAuditQuery(url, state.clock.timeZone);
    const [found, members] = await Promise.all([
      listEntries(state.tenant.id, { ...filter, ...cursorsIn(url) }),
      listMembers(state.tenant.id),
    ]);
    return page({ ...found, members, query });
  },
});

export default define.page<typeof handler>((
  { data: { entries, nextCursor, previousCursor, members, query }, state: { clock: { timeZone } }, url },
) => {
  const isFiltered = Object.values(query).some((it) => it !== "");
  const people = members.map(({ userId, name }) => ({ value: publicId("usr", userId), label: name }));
  const isFormer = query.who !== "" && !people.some((it) => it.value === query.who);
  return (
    <>
      <PageHeader
        title="Audit log"
        lead={`Who changed what, the latest first. Entries are never changed or removed. Days and times are those of ${
          formatTimeZone(timeZone)
        }.`}
      />
      <form
        method="get"
        class="grid grid-cols-2 items-end gap-3 rounded-box border border-base-300 bg-base-100 p-4 lg:grid-cols-[1fr_1fr_auto_auto_auto]"
      >
        <Choice
          label="Who"
          name="who"
          value={query.who}
          options={[
            { value: "", label: "Anybody" },
            ...people,
            ...(isFormer ? [{ value: query.who, label: "Somebody else" }] : []),
          ]}
        />
        <Choice
          label="What"
          name="action"
          value={query.action}
          options={[
            { value: "", label: "Anything" },
            ...Object.entries(ACTION_NAMES).map(([value, label]) => ({ value, label })),
          ]}
        />
        <Field label="From" name="from" type="date" value={query.from} />
        <Field label="Until" name="to" type="date" value={query.to} />
        <div class="col-span-2 flex gap-2 lg:col-span-1">
          <Button look="quiet">Filter</Button>
          {isFiltered && <Button look="quiet" href="/audit">Clear</Button>}
        </div>
      </form>
      <Card
        flush
        title="Entries"
        aside={<Downloads url={url} path="/audit" endings={["csv"]} />}
      >
        {entries.length > 0
          ? (
            <>
              <EntryTable
                entries={entries}
                timeZone={timeZone}
                actorUrl={(who) => urlWith(url, { who })}
              />
              <Pagination url={url} nextCursor={nextCursor} previousCursor={previousCursor} />
            </>
          )
          : (
            <EmptyState title="No entry matches">
              <p>
                Look for somebody else, something else or a longer time, or{" "}
                <QueryLink href="/audit">see all entries</QueryLink>.
              </p>
            </EmptyState>
          )}
      </Card>
    </>
  );
});
