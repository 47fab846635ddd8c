import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { GRANTABLE, type Grantable } from "@/lib/identity/permissions.ts";
import { RoleForm } from "@/lib/tenancy/roles/role_form.ts";
import { createRole } from "@/lib/tenancy/roles/save_role.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { RoleFields } from "./(_parts)/role_fields.tsx";
import { roleRefusal } from "./(_parts)/role_refusal.ts";

type Shown = { name: string; permissions: Grantable[]; errors: FieldErrors };

export const handler = define.handlers({
  GET({ state }) {
    requirePermission(state, "roles.manage");
    return page<Shown>({ name: "", permissions: ["usage.read", "records.read"], errors: {} });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "roles.manage");
    const { tenant, member, actor } = ctx.state;
    const sent = await readForm(ctx.req);
    const typed = { name: sent.name ?? "", permissions: GRANTABLE.filter((it) => it in sent) };
    const parsed = RoleForm.safeParse(sent);
    if (!parsed.success) return page<Shown>({ ...typed, errors: formErrors(parsed.error) }, { status: 422 });
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const made = await createRole(tenant.id, { fields: parsed.data, by: member.id, actor });
    if (made.ok) return ctx.redirect("/roles?notice=role-saved", 303);
    const { status, errors } = roleRefusal(made);
    return page<Shown>({ ...typed, errors }, { status });
  },
});

export default define.page<typeof handler>(({ data, state: { member } }) => (
  <>
    <PageHeader title="Make a role" lead={<a class="link" href="/roles">All roles</a>} />
    <Card>
      <form method="post" action="/roles/new" class="max-w-xl space-y-5" novalidate>
        <RoleFields {...data} mine={member.permissions} />
        <Button>Make the role</Button>
      </form>
    </Card>
  </>
));
