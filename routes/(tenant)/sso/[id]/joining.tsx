import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CheckBoxes } from "@/components/CheckBoxes.tsx";
import { Choice } from "@/components/Choice.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { GroupRoleFields, type GroupRow } from "@/components/GroupRoleFields.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ROLE_NAMES } from "@/components/role_names.ts";
import { JOIN_ROLES, type ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { listRoles } from "@/lib/tenancy/roles/list_roles.ts";
import { writeRoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import { readJoinForm } from "@/lib/tenancy/sso/join_form.ts";
import { keepJoinRules, listGroupRoles } from "@/lib/tenancy/sso/join_rules.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define, type State } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

type Shown = {
  connection: ListedConnection;
  joins: boolean;
  applies: boolean;
  defaultRole: string;
  rows: GroupRow[];
  roles: { value: string; label: string }[];
  errors: FieldErrors;
};

const REFUSALS = {
  unknown_role: "This role is gone; choose another",
  above_your_role: "You can only give what your own role holds",
} as const;

export const handler = define.handlers({
  async GET(ctx) {
    const connection = await connectionOf(ctx);
    const groups = await listGroupRoles(ctx.state.tenant.id, connection.id);
    return page<Shown>({
      connection,
      joins: connection.joinsPeople,
      applies: connection.appliesGroups,
      defaultRole: connection.defaultRole,
      rows: groups.map(({ group, to }) => ({ group, role: writeRoleChoice(to) })),
      roles: await roleOptions(ctx),
      errors: {},
    });
  },

  async POST(ctx) {
    const connection = await connectionOf(ctx);
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const parsed = readJoinForm(sent);
    const { tenant, member, actor } = ctx.state;
    const kept = Object.keys(parsed.errors).length > 0
      ? { ok: false as const, errors: parsed.errors }
      : await keepJoinRules(tenant.id, {
        connectionId: connection.id,
        rules: parsed.rules,
        by: member.id,
        actor,
      });
    if (kept.ok) return ctx.redirect(`${pathOf(connection)}?notice=joining-changed`, 303);
    if ("reason" in kept && kept.reason === "not_found") throw new HttpError(404);
    const errors = "errors" in kept
      ? kept.errors
      : { [`role_${parsed.rows.findIndex((it) => it.group === kept.group)}`]: REFUSALS[kept.reason] };
    return page<Shown>({
      connection,
      joins: parsed.rules.joinsPeople,
      applies: parsed.rules.appliesGroups,
      defaultRole: parsed.rules.defaultRole,
      rows: parsed.rows,
      roles: await roleOptions(ctx),
      errors,
    }, { status: 422 });
  },
});

async function roleOptions({ state: { tenant } }: Context<State>): Promise<Shown["roles"]> {
  const own = await listRoles(tenant.id, new Date());
  return [
    ...(["read_only", "member", "admin"] as const).map((role) => ({ value: role, label: ROLE_NAMES[role] })),
    ...own.map(({ id, name }) => ({ value: writeRoleChoice({ role: "custom", roleId: id }), label: name })),
  ];
}

export default define.page<typeof handler>(({ data }) => {
  const { connection, joins, applies, defaultRole, rows, roles, errors } = data;
  return (
    <>
      <PageHeader
        title={`Who joins by “${connection.name}”`}
        lead="The address that the provider says must lie in one of your proven domains; all others are invited. Nobody becomes an owner by a connection."
      />
      <Card>
        <form method="post" class="max-w-2xl space-y-6" novalidate>
          <CheckBoxes
            label="Joining"
            name="joining"
            boxes={[{
              name: "joins_people",
              label: "Whoever it vouches for becomes a member at the first sign-in.",
              isChecked: joins,
            }]}
          />
          <div class="max-w-xs">
            <Choice
              label="As"
              name="default_role"
              value={defaultRole}
              errors={errors}
              hint="Where no group below says more"
              options={JOIN_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
            />
          </div>
          <CheckBoxes
            label="Groups"
            name="groups"
            boxes={[{
              name: "applies_groups",
              label: "Groups decide the role, at each sign-in anew.",
              hint: "Owners stay owners. Without a group from the list a person has the role above",
              isChecked: applies,
            }]}
          />
          <GroupRoleFields rows={rows} roles={roles} errors={errors} />
          <div class="flex flex-wrap gap-3">
            <Button>Save</Button>
            <Button look="quiet" href={pathOf(connection)}>Leave it as it is</Button>
          </div>
        </form>
      </Card>
    </>
  );
});
