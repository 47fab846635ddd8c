import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { listAccesses } from "@/lib/operator/list_accesses.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ url, state: { actor } }) {
    const cursor = url.searchParams.get("cursor") ?? undefined;
    return page(await listAccesses({ operator: actor.name, cursor }));
  },
});

export default define.page<typeof handler>(({ data: { accesses, nextCursor }, url }) => (
  <>
    <PageHeader
      title="Who looked"
      lead="Every look across tenants leaves a record, this one too; nobody removes it. Times are UTC."
    />
    <Card flush>
      {accesses.length === 0
        ? (
          <EmptyState title="Nobody looked earlier">
            <p>
              <a class="link" href={url.pathname}>See the latest</a>
            </p>
          </EmptyState>
        )
        : (
          <TableFrame label="Who looked">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who, and why</th>
              </tr>
            </thead>
            <tbody>
              {accesses.map((it) => (
                <tr key={it.id}>
                  <td>
                    <Moment at={it.accessedAt} timeZone="UTC" />
                  </td>
                  <td class="wrap-anywhere">{it.reason}</td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        )}
      <Pagination url={url} nextCursor={nextCursor} />
    </Card>
  </>
));
