import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { EntryTable } from "@/components/EntryTable.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { listKeysMadeBy } from "@/lib/identity/list_keys_made_by.ts";
import { covers } from "@/lib/identity/permissions.ts";
import { publicId } from "@/lib/ids.ts";
import { listRoles } from "@/lib/tenancy/roles/list_roles.ts";
import { allowsMethod } from "@/lib/tenancy/sign_in_policy/policy.ts";
import { cursorsIn } from "@/routes/(_http)/cursors_in.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { KeysMade } from "../(_parts)/keys_made.tsx";
import { memberOf } from "../(_http)/member_of.ts";
import { roleOptions } from "../(_http)/role_options.ts";
import {
  Leaving,
  Membership,
  Ownership,
  RoleForm,
  RoleOfGroups,
  SigningIn,
} from "../(_parts)/member_cards.tsx";
import { MemberFacts } from "../(_parts)/member_facts.tsx";

const HISTORY = 20;

export const handler = define.handlers({
  async GET(ctx) {
    const { state, url } = ctx;
    requirePermission(state, "members.read");
    const { tenant, member: { permissions }, clock } = state;
    const sheet = await memberOf(ctx);
    const about = { memberId: sheet.id, userId: sheet.userId };
    const [roles, keys, history] = await Promise.all([
      listRoles(tenant.id, clock.now),
      permissions.has("api_keys.read") ? listKeysMadeBy(tenant.id, sheet.userId) : undefined,
      permissions.has("audit.read")
        ? listEntries(tenant.id, { about, ...cursorsIn(url), pageSize: HISTORY })
        : undefined,
    ]);
    return page({ sheet, roles, keys, history });
  },
});

export default define.page<typeof handler>((
  { data: { sheet, roles, keys, history }, state: { member, clock }, url },
) => {
  const isSelf = sheet.id === member.id;
  const mayManage = member.permissions.has("members.manage") && covers(member.permissions, sheet.permissions);
  const options = roleOptions(member.permissions, roles);
  return (
    <>
      <PageHeader title={sheet.name} lead={<a class="link" href="/members">All members</a>} />
      <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
        <Card title={isSelf ? "You" : undefined}>
          <MemberFacts sheet={sheet} clock={clock} />
        </Card>
        <div class="space-y-6">
          {mayManage && (
            <Card title="Role">
              {sheet.isRoleMapped
                ? <RoleOfGroups mayMap={member.permissions.has("sign_in.manage")} />
                : <RoleForm sheet={sheet} options={options} isSelf={isSelf} />}
            </Card>
          )}
          {!isSelf && member.permissions.has("ownership.transfer") && sheet.role !== "owner" &&
            !sheet.deactivatedAt && <Ownership sheet={sheet} />}
          {!isSelf && mayManage && !sheet.deactivatedAt && (
            <SigningIn sheet={sheet} takesPasswords={allowsMethod(member.policy, "password")} />
          )}
          {isSelf ? <Leaving /> : mayManage && <Membership sheet={sheet} />}
        </div>
      </div>
      {keys && keys.length > 0 && (
        <Card flush title="API keys made by this member">
          <KeysMade keys={keys} clock={clock} permissions={member.permissions} />
        </Card>
      )}
      {history && (
        <Card
          flush
          title="History"
          id="history"
          aside={<a class="link" href={`/audit?who=${publicId("usr", sheet.userId)}`}>In the audit log</a>}
        >
          {history.entries.length > 0
            ? (
              <>
                <EntryTable
                  entries={history.entries}
                  timeZone={clock.timeZone}
                  actorUrl={(who) => `/audit?who=${who}`}
                />
                <Pagination
                  url={url}
                  nextCursor={history.nextCursor}
                  previousCursor={history.previousCursor}
                  anchor="history"
                />
              </>
            )
            : (
              <EmptyState title="Nothing yet">
                <p>What this member does here, and what is done about them, appears here.</p>
              </EmptyState>
            )}
        </Card>
      )}
    </>
  );
});
