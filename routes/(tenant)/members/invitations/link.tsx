import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import { LinkForm } from "@/lib/tenancy/invitations/invitation_form.ts";
import { type LinkMade, makeLink } from "@/lib/tenancy/invitations/invite.ts";
import { listRoles, type OwnRole } from "@/lib/tenancy/roles/list_roles.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { LinkFields } from "../(_parts)/link_fields.tsx";
import { LinkShownOnce } from "../(_parts)/link_shown_once.tsx";
import { roleOptions } from "../(_http)/role_options.ts";

type Shown =
  | { url: string }
  | { roles: OwnRole[]; values: Record<string, string>; errors: FieldErrors };

export const handler = define.handlers({
  /** Where somebody lands who had to sign in first, or reloads. */
  GET: (ctx) => ctx.redirect("/members/invitations", 303),

  async POST(ctx) {
    requirePermission(ctx.state, "members.manage");
    const { tenant, member, actor, clock } = ctx.state;
    const sent = await readForm(ctx.req);
    const { role = "", uses = "", days = "" } = sent;
    const values = { role, uses, days };
    const again = async (errors: FieldErrors, status: number) =>
      page<Shown>({ roles: await listRoles(tenant.id, clock.now), values, errors }, { status });
    const parsed = LinkForm.safeParse(values);
    if (!parsed.success) return await again(formErrors(parsed.error), 422);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const now = new Date();
    const made = await makeLink(tenant, {
      role: parsed.data.role,
      uses: parsed.data.uses,
      expiresAt: secondsAfter(now, parsed.data.days * 24 * 3600),
      by: member.id,
      actor,
      now,
    });
    if (made.ok) return page<Shown>({ url: made.url });
    const { status, ...errors } = refusalOf(made);
    return await again(errors, status);
  },
});

export default define.page<typeof handler>(({ data, state: { member } }) => (
  <>
    <PageHeader title="Invite by a link" lead={<a class="link" href="/members">All members</a>} />
    {"url" in data ? <LinkShownOnce url={data.url} /> : (
      <Card>
        <form method="post" action="/members/invitations/link" class="max-w-md space-y-5" novalidate>
          <LinkFields
            options={roleOptions(member.permissions, data.roles)}
            values={data.values}
            errors={data.errors}
          />
        </form>
      </Card>
    )}
  </>
));

function refusalOf(
  refused: Extract<LinkMade, { ok: false }>,
): { status: number; role?: string; uses?: string } {
  switch (refused.reason) {
    case "unknown_role":
      return { status: 422, role: "This role was just deleted; choose another" };
    case "above_your_role":
      return { status: 403, role: "You cannot give a role that may more than you" };
    case "too_many":
      return {
        status: 429,
        role: `Many invitations went out already. Wait ${refused.retryAfterSeconds} seconds, then try again`,
      };
  }
}
