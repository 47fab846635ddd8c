import { page } from "fresh";
import { Badge } from "@/components/Badge.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { formatNumber } from "@/components/format.ts";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { listTenants } from "@/lib/operator/list_tenants.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ url }) {
    const search = url.searchParams.get("search") ?? "";
    const cursor = url.searchParams.get("cursor") ?? undefined;
    return page({ ...await listTenants({ now: new Date(), search, cursor }), search });
  },
});

export default define.page<typeof handler>(({ data: { tenants, nextCursor, search }, url }) => (
  <>
    <PageHeader title="Tenants" lead="Every house in the row, the newest first. Times are UTC." />
    <form method="get" class="flex items-end gap-3">
      <div class="w-full max-w-xs">
        <Field
          label="Address begins with"
          name="search"
          value={search}
          autocapitalize="none"
          spellcheck={false}
          autocomplete="off"
        />
      </div>
      <Button look="quiet">Search</Button>
    </form>
    <Card flush>
      {tenants.length === 0
        ? (
          <EmptyState title={search ? "No address begins like that" : "The row is empty"}>
            <p>
              {search
                ? <a class="link" href="/admin">See all tenants</a>
                : "The first sign-up opens the first house."}
            </p>
          </EmptyState>
        )
        : (
          <TableFrame label="Tenants">
            <thead>
              <tr>
                <th scope="col">Tenant</th>
                <th scope="col">Address</th>
                <th scope="col">Status</th>
                <th scope="col" class="text-right">Members</th>
                <th scope="col" class="text-right">Records this month</th>
                <th scope="col">Opened</th>
              </tr>
            </thead>
            <tbody>
              {tenants.map((it) => (
                <tr key={it.id}>
                  <td class="max-w-56 truncate font-medium">{it.name}</td>
                  <td>
                    <a class="link" href={tenantOrigin(it.slug)}>{it.slug}</a>
                  </td>
                  <td>
                    <Badge tone={it.status === "active" ? "good" : "bad"}>
                      {it.status === "active" ? "Active" : "Suspended"}
                    </Badge>
                  </td>
                  <td class="text-right">{formatNumber(it.members)}</td>
                  <td class="text-right">{formatNumber(it.recordsThisMonth)}</td>
                  <td>
                    <Moment at={it.createdAt} timeZone="UTC" />
                  </td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        )}
      <Pagination url={url} nextCursor={nextCursor} />
    </Card>
  </>
));
