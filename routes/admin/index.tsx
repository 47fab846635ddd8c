import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Downloads } from "@/components/Downloads.tsx";
import { Choice } from "@/components/Choice.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { formatCounted, formatNumber } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { RowTotals } from "@/components/RowTotals.tsx";
import { TenantTable } from "@/components/TenantTable.tsx";
import { listTenants, type TenantPage, type TenantQuery } from "@/lib/operator/list_tenants.ts";
import { tenantTotals } from "@/lib/operator/tenant_totals.ts";
import { define } from "@/utils.ts";
import { readTenantQuery, sortedBy, sortParam } from "./(_http)/tenant_query.ts";

const SHOWN = [
  { value: "all", label: "All tenants" },
  { value: "open", label: "Open" },
  { value: "suspended", label: "Suspended" },
  { value: "active", label: "Active in the last 7 days" },
  { value: "quiet", label: "Quiet for 7 days" },
];

export const handler = define.handlers({
  async GET({ url, state: { actor } }) {
    const look = { operator: actor.name, now: new Date() };
    const query = readTenantQuery(url);
    const cursor = url.searchParams.get("cursor") ?? undefined;
    const before = url.searchParams.get("before") ?? undefined;
    const [totals, found] = await Promise.all([
      tenantTotals(look),
      listTenants({ ...query, ...look, cursor, before }),
    ]);
    return page({ totals, query, ...found });
  },
});

export default define.page<typeof handler>(({ data: { totals, query, ...found }, url }) => (
  <>
    <PageHeader title="Tenants" lead="Every house in the row. Times are UTC.">
      <Downloads url={url} path="/admin/tenants" endings={["csv"]} />
    </PageHeader>
    <RowTotals {...totals} />
    <Search {...query} />
    <Card title={formatCounted(found.total, "tenant")} aside={<Part {...found} />} flush>
      {found.tenants.length === 0
        ? <NobodyFound isFiltered={query.search !== "" || query.show !== "all"} />
        : (
          <TenantTable
            tenants={found.tenants}
            sorting={{ order: query.order, hrefOf: (by) => sortedBy(url, by) }}
          />
        )}
      <Pagination url={url} nextCursor={found.nextCursor} previousCursor={found.previousCursor} />
    </Card>
  </>
));

/** Which of all are on this page. */
function Part({ first, tenants, total }: TenantPage) {
  if (tenants.length === total) return null;
  return (
    <span class="tabular">
      {formatNumber(first)} to {formatNumber(first + tenants.length - 1)}
    </span>
  );
}

function Search({ search, show, order }: Required<TenantQuery>) {
  return (
    <form method="get" action="/admin" class="flex flex-wrap items-end gap-3">
      <div class="w-full sm:max-w-xs">
        <Field
          label="Name, address or member’s email"
          name="search"
          value={search}
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
        />
      </div>
      <div class="grow sm:max-w-60">
        <Choice label="Show" name="show" value={show} options={SHOWN} />
      </div>
      <input type="hidden" name="sort" value={sortParam(order)} />
      <Button look="quiet">Search</Button>
    </form>
  );
}

function NobodyFound({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState title={isFiltered ? "No tenant is like that" : "The row is empty"}>
      <p>
        {isFiltered
          ? (
            <>
              Look for another part of the name, or <a class="link" href="/admin">see all tenants</a>.
            </>
          )
          : "The first sign-up opens the first house."}
      </p>
    </EmptyState>
  );
}
