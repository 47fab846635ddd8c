import { HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { readRoleChoice } from "@/lib/tenancy/roles/role_choice.ts";
import { mapGroup } from "@/lib/tenancy/scim/groups/map_group.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first. */
  GET: (ctx) => ctx.redirect("/scim#groups", 303),

  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const groupId = parsePublicId("grp", ctx.params.id);
    if (groupId === undefined) throw new HttpError(404);
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent, back: "/scim" });
    if (ask) return ask;
    const { role = "" } = sent;
    const to = readRoleChoice(role);
    if (!to && role !== "") return ctx.redirect("/scim?notice=role-gone#groups", 303);
    const { tenant, member, actor } = ctx.state;
    const mapped = await mapGroup(tenant.id, { groupId, to, by: member.id, actor, now: new Date() });
    if (mapped.ok) return ctx.redirect("/scim?notice=group-mapped#groups", 303);
    switch (mapped.reason) {
      case "not_found":
        throw new HttpError(404);
      case "above_your_role":
        throw new HttpError(403, "Your role does not allow this");
      case "unknown_role":
        return ctx.redirect("/scim?notice=role-gone#groups", 303);
    }
  },
});
