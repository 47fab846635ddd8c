import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { deleteRole } from "@/lib/tenancy/roles/delete_role.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { roleOf } from "../(_parts)/role_of.ts";

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "roles.manage");
    return page(await roleOf(ctx));
  },

  async POST(ctx) {
    requirePermission(ctx.state, "roles.manage");
    const { tenant, member, actor } = ctx.state;
    const { id: roleId } = await roleOf(ctx);
    const deleted = await deleteRole(tenant.id, { roleId, by: member.id, actor, now: new Date() });
    if (deleted.ok) return ctx.redirect("/roles?notice=role-deleted", 303);
    switch (deleted.reason) {
      case "not_found":
        throw new HttpError(404);
      case "more_than_you_hold":
        throw new HttpError(403, "Your role does not allow this");
      case "in_use":
        return ctx.redirect("/roles?notice=role-in-use", 303);
      case "invited":
        return ctx.redirect("/roles?notice=role-invited", 303);
    }
  },
});

export default define.page<typeof handler>(({ data: { name, members, invitations } }) => (
  <>
    <PageHeader title={`Delete the role ${name}?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        {members.length === 0 && invitations === 0
          ? (
            <>
              <p>Nobody has it, so nobody will miss it. You can make one like it again.</p>
              <form method="post" class="flex flex-wrap gap-3">
                <Button look="danger">Delete the role</Button>
                <Button look="quiet" href="/roles">Keep it</Button>
              </form>
            </>
          )
          : (
            <>
              <p>
                {members.length > 0
                  ? `It cannot go while somebody has it: ${
                    members.map((it) => it.name).join(", ")
                  }. Give them another role first.`
                  : "It cannot go while an invitation would give it. Revoke that first."}
              </p>
              <Button look="quiet" href={members.length > 0 ? "/roles" : "/members"}>
                {members.length > 0 ? "All roles" : "All invitations"}
              </Button>
            </>
          )}
      </div>
    </Card>
  </>
));
