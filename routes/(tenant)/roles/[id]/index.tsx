import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { formatCounted } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { GRANTABLE, type Grantable } from "@/lib/identity/permissions.ts";
import { publicId } from "@/lib/ids.ts";
import type { OwnRole } from "@/lib/tenancy/roles/list_roles.ts";
import { RoleForm } from "@/lib/tenancy/roles/role_form.ts";
import { changeOwnRole } from "@/lib/tenancy/roles/save_role.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { RoleFields } from "../(_parts)/role_fields.tsx";
import { roleOf } from "../(_parts)/role_of.ts";
import { roleRefusal } from "../(_parts)/role_refusal.ts";

type Shown = { role: OwnRole; name: string; permissions: Grantable[]; errors: FieldErrors };

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "roles.manage");
    const role = await roleOf(ctx);
    return page<Shown>({ role, name: role.name, permissions: role.permissions, errors: {} });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "roles.manage");
    const role = await roleOf(ctx);
    const { tenant, member, actor } = ctx.state;
    const sent = await readForm(ctx.req);
    const typed = { role, name: sent.name ?? "", permissions: GRANTABLE.filter((it) => it in sent) };
    const parsed = RoleForm.safeParse(sent);
    if (!parsed.success) return page<Shown>({ ...typed, errors: formErrors(parsed.error) }, { status: 422 });
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const saved = await changeOwnRole(tenant.id, {
      roleId: role.id,
      fields: parsed.data,
      by: member.id,
      actor,
    });
    if (saved.ok) return ctx.redirect("/roles?notice=role-saved", 303);
    const { status, errors } = roleRefusal(saved);
    return page<Shown>({ ...typed, errors }, { status });
  },
});

export default define.page<typeof handler>(({ data: { role, ...fields }, state: { member } }) => (
  <>
    <PageHeader title={`The role ${role.name}`} lead={<a class="link" href="/roles">All roles</a>} />
    <Card>
      <form
        method="post"
        action={`/roles/${publicId("rol", role.id)}`}
        class="max-w-xl space-y-5"
        novalidate
      >
        <RoleFields {...fields} mine={member.permissions} />
        <p class="text-sm text-base-content/75">
          {role.members.length === 0
            ? "Nobody has this role yet."
            : `${
              formatCounted(role.members.length, "member")
            } with this role can do more or less from the next page on.`}
        </p>
        <Button>Save the role</Button>
      </form>
    </Card>
  </>
));
