import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { SecurityEventTable } from "@/components/SecurityEventTable.tsx";
import { publicId } from "@/lib/ids.ts";
import { listEventsOfTenants } from "@/lib/operator/list_security_events.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ url, state: { actor } }) {
    const cursor = url.searchParams.get("cursor") ?? undefined;
    return page(await listEventsOfTenants({ operator: actor.name, cursor }));
  },
});

export default define.page<typeof handler>(({ data: { events, nextCursor }, url }) => (
  <>
    <PageHeader
      title="Security events"
      lead="What was unlike before at any tenant's door. Its admins see the same and were told. Times are UTC."
    />
    <Card flush>
      {events.length === 0
        ? (
          <EmptyState title="Nothing odd has happened">
            <p>New devices and countries, guessed passwords and places that try many people appear here.</p>
          </EmptyState>
        )
        : (
          <SecurityEventTable
            events={events}
            timeZone="UTC"
            lastTitle="Tenant"
            last={({ tenantId, tenantName }) => (
              <a class="link" href={`/admin/tenants/${publicId("ten", tenantId)}`}>{tenantName}</a>
            )}
          />
        )}
      <Pagination url={url} nextCursor={nextCursor} />
    </Card>
  </>
));
