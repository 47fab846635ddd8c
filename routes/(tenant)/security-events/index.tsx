import { page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { SecurityEventTable } from "@/components/SecurityEventTable.tsx";
import { Segments } from "@/components/Segments.tsx";
import { listSecurityEvents } from "@/lib/identity/defence/list_security_events.ts";
import { publicId } from "@/lib/ids.ts";
import { cursorsIn } from "@/routes/(_http)/cursors_in.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "security.read");
    const onlyOpen = url.searchParams.get("show") !== "all";
    return page({ onlyOpen, ...await listSecurityEvents(state.tenant.id, { onlyOpen, ...cursorsIn(url) }) });
  },
});

export default define.page<typeof handler>((
  { data: { events, onlyOpen, nextCursor, previousCursor }, state: { clock }, url },
) => (
  <>
    <PageHeader
      title="Security events"
      lead="What was unlike before when somebody came in or tried to. The person was told by mail."
    >
      <Segments
        label="Which events"
        segments={[
          { href: "/security-events", label: "To look at", isCurrent: onlyOpen },
          { href: "/security-events?show=all", label: "All", isCurrent: !onlyOpen },
        ]}
      />
    </PageHeader>
    <Card flush>
      {events.length === 0
        ? (
          <EmptyState title={onlyOpen ? "Nothing to look at" : "Nothing odd has happened"}>
            <p>
              New devices, networks and countries, guessed passwords and second factors that nobody asked for
              appear here.
            </p>
          </EmptyState>
        )
        : (
          <SecurityEventTable
            events={events}
            timeZone={clock.timeZone}
            lastTitle="Reviewed"
            last={({ id, reviewedAt, reviewedBy }) =>
              reviewedAt
                ? (
                  <>
                    <Ago at={reviewedAt} clock={clock} />
                    <div class="text-xs text-base-content/75">{reviewedBy}</div>
                  </>
                )
                : (
                  <form method="post" action={`/security-events/${publicId("sev", id)}/review`}>
                    <button type="submit" class="btn btn-sm">Mark as reviewed</button>
                  </form>
                )}
          />
        )}
      <Pagination url={url} nextCursor={nextCursor} previousCursor={previousCursor} />
    </Card>
  </>
));
