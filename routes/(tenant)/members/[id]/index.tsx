import { page } from "fresh";
import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { EntryTable } from "@/components/EntryTable.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { PERMISSION_NAMES, roleName } from "@/components/role_names.ts";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { listKeysMadeBy } from "@/lib/identity/list_keys_made_by.ts";
import { covers, PERMISSIONS } from "@/lib/identity/permissions.ts";
import { publicId } from "@/lib/ids.ts";
import type { MemberSheet } from "@/lib/tenancy/look_at_member.ts";
import { listRoles } from "@/lib/tenancy/roles/list_roles.ts";
import { writeRoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import { cursorsIn } from "@/routes/(_http)/cursors_in.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { KeysMade } from "../(_parts)/keys_made.tsx";
import { memberOf } from "../(_http)/member_of.ts";
import { roleOptions } from "../(_http)/role_options.ts";

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
          <Who sheet={sheet} clock={clock} />
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
          {!isSelf && mayManage && !sheet.deactivatedAt && <SignIn sheet={sheet} />}
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

function Who({ sheet, clock }: { sheet: MemberSheet; clock: Clock }) {
  const { email, isEmailProven, joinedAt, deactivatedAt, deactivatedBy, permissions } = sheet;
  return (
    <Facts>
      <Fact name="Email">
        <span class="break-all">{email}</span>
        <div class="text-sm">
          {isEmailProven
            ? <Badge tone="good">Confirmed</Badge>
            : <Badge tone="idle">Not confirmed yet</Badge>}
        </div>
      </Fact>
      <Fact name="Role">{roleName(sheet)}</Fact>
      {sheet.isManaged && <Fact name="Managed by">Your directory</Fact>}
      <Fact name="Joined">
        <Moment at={joinedAt} timeZone={clock.timeZone} />
      </Fact>
      {deactivatedAt && (
        <Fact name="State">
          <Badge tone="bad">Deactivated</Badge> <Ago at={deactivatedAt} clock={clock} />
          {deactivatedBy && ` by ${deactivatedBy}`}
        </Fact>
      )}
      <Fact name="May">
        <ul class="list-disc space-y-0.5 pl-4 text-sm">
          {PERMISSIONS.filter((it) => permissions.has(it)).map((it) => (
            <li key={it}>{PERMISSION_NAMES[it]}</li>
          ))}
        </ul>
      </Fact>
    </Facts>
  );
}

type RoleFormProps = {
  sheet: MemberSheet;
  options: { value: string; label: string }[];
  isSelf: boolean;
};

function RoleForm({ sheet, options, isSelf }: RoleFormProps) {
  const current = writeRoleChoice(sheet);
  const isThere = options.some((it) => it.value === current);
  return (
    <form method="post" action={`${urlOf(sheet)}/role`} class="max-w-md space-y-4">
      <Choice
        label={isSelf ? "Your role" : "Role"}
        name="role"
        value={current}
        options={isThere ? options : [{ value: "", label: `${roleName(sheet)}, as now` }, ...options]}
        hint={isSelf
          ? "You can step down, and then not up again by yourself"
          : sheet.role === "owner"
          ? "An owner who gets another role is no owner any more"
          : "It counts from the next page that they open"}
      />
      <Button look="quiet">{isSelf ? "Change my role" : "Change role"}</Button>
    </form>
  );
}

function RoleOfGroups({ mayMap }: { mayMap: boolean }) {
  return (
    <p class="text-base-content/80">
      A group of your directory gives this role. Change who is in the group there, or {mayMap
        ? <a class="link" href="/scim#groups">what the group stands for</a>
        : "have what the group stands for changed"}.
    </p>
  );
}

function Ownership({ sheet }: { sheet: MemberSheet }) {
  return (
    <Card title="Ownership">
      <div class="space-y-4">
        <p class="text-base-content/80">Hand the house over to {sheet.name}, or own it together.</p>
        <Button look="quiet" href={`${urlOf(sheet)}/ownership`}>Make {sheet.name} an owner</Button>
      </div>
    </Card>
  );
}

function SignIn({ sheet }: { sheet: MemberSheet }) {
  return (
    <Card title="Signing in">
      <div class="space-y-4">
        <p class="text-base-content/80">
          Sign {sheet.name}{" "}
          out if a device of theirs is lost, and reset their second factors if they cannot show one any more.
        </p>
        <div class="flex flex-wrap gap-3">
          <Button look="quiet" href={`${urlOf(sheet)}/sessions`}>Sign out everywhere</Button>
          <Button look="quiet" href={`${urlOf(sheet)}/factors`}>Reset second factors</Button>
        </div>
      </div>
    </Card>
  );
}

function Membership({ sheet }: { sheet: MemberSheet }) {
  return (
    <Card title="Membership">
      <div class="space-y-4">
        <p class="text-base-content/80">
          {sheet.deactivatedAt
            ? `${sheet.name} cannot come in. Reactivated, they sign in again with the role that they had.`
            : sheet.isManaged
            ? "Your directory looks after this member: deactivate them there, or it may let them in again."
            : "Deactivate somebody who should not come in for now, and remove somebody who will not come back."}
        </p>
        <div class="flex flex-wrap gap-3">
          {sheet.deactivatedAt
            ? (
              <form method="post" action={`${urlOf(sheet)}/reactivation`}>
                <Button>Reactivate</Button>
              </form>
            )
            : <Button look="quiet" href={`${urlOf(sheet)}/deactivation`}>Deactivate</Button>}
          <Button look="quiet" href={`${urlOf(sheet)}/removal`}>Remove</Button>
        </div>
      </div>
    </Card>
  );
}

function Leaving() {
  return (
    <Card title="Membership">
      <div class="space-y-4">
        <p class="text-base-content/80">You can move out at any time, unless you are the last owner.</p>
        <Button look="quiet" href="/leaving">Leave the house</Button>
      </div>
    </Card>
  );
}

function urlOf({ id }: MemberSheet): string {
  return `/members/${publicId("mem", id)}`;
}
