import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field } from "@/components/Field.tsx";
import { formatCounted } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { QueryLink } from "@/components/QueryLink.tsx";
import { RoleTable } from "@/components/RoleTable.tsx";
import { type ListedInvitation, listInvitations } from "@/lib/tenancy/invitations/list_invitations.ts";
import { listRoles } from "@/lib/tenancy/roles/list_roles.ts";
import { searchMembers } from "@/lib/tenancy/search_members.ts";
import { cursorsIn } from "@/routes/(_http)/cursors_in.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { InvitationTable } from "./(_parts)/invitation_table.tsx";
import { MemberTable } from "./(_parts)/member_table.tsx";

/** Fewer are seen at one glance. */
const SEARCHABLE = 10;

export const handler = define.handlers({
  async GET({ state: { tenant, member, clock }, url, state }) {
    requirePermission(state, "members.read");
    const search = (url.searchParams.get("q") ?? "").trim().slice(0, 200);
    const mayManage = member.permissions.has("members.manage");
    const [found, roles, invitations] = await Promise.all([
      searchMembers(tenant.id, { search, ...cursorsIn(url) }),
      listRoles(tenant.id, clock.now),
      mayManage ? listInvitations(tenant.id) : [],
    ]);
    return page({ ...found, roles, invitations, search });
  },
});

export default define.page<typeof handler>((
  {
    data: { members, total, nextCursor, previousCursor, roles, invitations, search },
    state: { tenant, member, clock },
    url,
  },
) => {
  const mayManage = member.permissions.has("members.manage");
  const isList = total > SEARCHABLE || search !== "" || url.searchParams.has("cursor") ||
    url.searchParams.has("before");
  return (
    <>
      <PageHeader title="Members" lead={`The people who can come into ${tenant.name}, and what each may do.`}>
        {mayManage && <Button href="/members/invitations">Invite somebody</Button>}
      </PageHeader>
      {isList && <Search search={search} />}
      <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 min-[112rem]:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div class="space-y-6">
          <Card flush title={isList ? formatCounted(total, "member") : undefined}>
            {members.length > 0
              ? (
                <>
                  <MemberTable members={members} viewerId={member.id} clock={clock} />
                  <Pagination url={url} nextCursor={nextCursor} previousCursor={previousCursor} />
                </>
              )
              : (
                <EmptyState title="Nobody is called that">
                  <p>
                    Look for another part of the name or the address, or{" "}
                    <QueryLink href="/members">see everybody</QueryLink>.
                  </p>
                </EmptyState>
              )}
          </Card>
          {mayManage && <Waiting invitations={invitations} clock={clock} />}
        </div>
        <Card
          flush
          title="What each role may do"
          aside={<a class="link" href="/roles">{roles.length > 0 ? "All roles" : "Roles of your own"}</a>}
        >
          <RoleTable own={roles} />
        </Card>
      </div>
      <p class="text-sm text-base-content/75">
        Moving out? <a class="link" href="/leaving">Leave {tenant.name}</a>
      </p>
    </>
  );
});

function Search({ search }: { search: string }) {
  return (
    <form method="get" action="/members" class="flex flex-wrap items-end gap-3">
      <div class="w-full sm:max-w-xs">
        <Field
          label="Part of the name or email"
          name="q"
          type="search"
          value={search}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <div class="flex gap-2">
        <Button look="quiet">Search</Button>
        {search !== "" && <Button look="quiet" href="/members">Clear</Button>}
      </div>
    </form>
  );
}

function Waiting(
  { invitations, clock }: { invitations: ListedInvitation[]; clock: { now: Date; timeZone: string } },
) {
  return (
    <Card flush title="Invitations that wait">
      {invitations.length > 0
        ? <InvitationTable invitations={invitations} clock={clock} />
        : (
          <p class="px-5 pb-5 text-base-content/75">
            Nobody. <a class="link" href="/members/invitations">Invite somebody</a>, by mail or by a link.
          </p>
        )}
    </Card>
  );
}
