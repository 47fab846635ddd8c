import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { formatCounted } from "@/components/format.ts";
import { RoleTable } from "@/components/RoleTable.tsx";
import { covers, type Permissions } from "@/lib/identity/permissions.ts";
import { publicId } from "@/lib/ids.ts";
import { listRoles, type OwnRole } from "@/lib/tenancy/roles/list_roles.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state }) {
    requirePermission(state, "members.read");
    return page(await listRoles(state.tenant.id, state.clock.now));
  },
});

export default define.page<typeof handler>(({ data: roles, state: { tenant, member: { permissions } } }) => {
  const mayManage = permissions.has("roles.manage");
  return (
    <>
      <PageHeader
        title="Roles"
        lead={
          <>
            What people in {tenant.name} may do. <a class="link" href="/members">All members</a>
          </>
        }
      >
        {mayManage && roles.length > 0 && <Button href="/roles/new">Make a role</Button>}
      </PageHeader>
      <Card flush title="What each role may do">
        <RoleTable own={roles} />
      </Card>
      <Card flush title="Roles of your own">
        {roles.length > 0
          ? (
            <ul class="divide-y divide-base-300 border-t border-base-300">
              {roles.map((it) => <Own key={it.id} role={it} mine={permissions} mayManage={mayManage} />)}
            </ul>
          )
          : (
            <EmptyState title="None yet">
              <p>
                {mayManage
                  ? "Make one where the four above allow too much or too little: for an accountant, or for somebody who only looks after the members."
                  : "An owner or admin can make some."}
              </p>
              {mayManage && <Button href="/roles/new">Make a role</Button>}
            </EmptyState>
          )}
      </Card>
    </>
  );
});

function Own({ role, mine, mayManage }: { role: OwnRole; mine: Permissions; mayManage: boolean }) {
  const { id, name, permissions, members, invitations } = role;
  return (
    <li
      id={publicId("rol", id)}
      class="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2 px-5 py-4 target:bg-warning/15"
    >
      <div class="min-w-0 space-y-1">
        <h3 class="text-base tracking-normal break-words">{name}</h3>
        <p class="text-sm text-base-content/80">
          {members.length === 0 ? "Nobody has it" : members.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <a class="link" href={`/members/${publicId("mem", id)}`}>{name}</a>
            </span>
          ))}
          {invitations > 0 && `, ${formatCounted(invitations, "invitation")} would give it`}
        </p>
      </div>
      {mayManage && (covers(mine, new Set(permissions))
        ? (
          <span class="flex gap-4 text-sm">
            <a class="link" href={`/roles/${publicId("rol", id)}`}>
              Change<span class="sr-only">{` ${name}`}</span>
            </a>
            {members.length === 0 && invitations === 0 && (
              <a class="link text-error" href={`/roles/${publicId("rol", id)}/deletion`}>
                Delete<span class="sr-only">{` ${name}`}</span>
              </a>
            )}
          </span>
        )
        : <span class="text-sm text-base-content/75">It may more than you</span>)}
    </li>
  );
}
