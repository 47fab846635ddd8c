import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { InvitationForm } from "@/lib/tenancy/invitations/invitation_form.ts";
import { invite, type Invited } from "@/lib/tenancy/invitations/invite.ts";
import { INVITATION_DAYS } from "@/lib/tenancy/invitations/limits.ts";
import { listRoles, type OwnRole } from "@/lib/tenancy/roles/list_roles.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define, type State } from "@/utils.ts";
import { LinkFields } from "../(_parts)/link_fields.tsx";
import { roleOptions } from "../(_http)/role_options.ts";

type Shown = {
  roles: OwnRole[];
  email: string;
  role: string;
  errors: FieldErrors;
  refusal?: string;
};

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "members.manage");
    return page(await shown(ctx));
  },

  async POST(ctx) {
    requirePermission(ctx.state, "members.manage");
    const { tenant, member, actor } = ctx.state;
    const sent = await readForm(ctx.req);
    const parsed = InvitationForm.safeParse({ email: sent.email ?? "", role: sent.role ?? "" });
    const typed = { email: sent.email ?? "", role: sent.role ?? "" };
    if (!parsed.success) {
      return page(await shown(ctx, { ...typed, errors: formErrors(parsed.error) }), { status: 422 });
    }
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const invited = await invite(tenant, { ...parsed.data, by: member.id, actor, now: new Date() });
    if (invited.ok) return ctx.redirect("/members?notice=invited", 303);
    const { status, ...answer } = refusalOf(invited);
    return page(await shown(ctx, { ...typed, ...answer }), { status });
  },
});

async function shown(
  { state: { tenant, clock } }: Context<State>,
  more: Partial<Shown> = {},
): Promise<Shown> {
  return { roles: await listRoles(tenant.id, clock.now), email: "", role: "member", errors: {}, ...more };
}

export default define.page<typeof handler>((
  { data: { roles, email, role, errors, refusal }, state: { tenant, member } },
) => {
  const options = roleOptions(member.permissions, roles);
  return (
    <>
      <PageHeader
        title="Invite somebody"
        lead={
          <>
            Into {tenant.name}, by mail or by a link. <a class="link" href="/members">All members</a>
          </>
        }
      />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
        <Card title="By mail">
          <form method="post" action="/members/invitations" class="max-w-md space-y-5" novalidate>
            <Field
              label="Email"
              name="email"
              type="email"
              value={email}
              errors={errors}
              hint={`The way in goes there and nowhere else, so whoever accepts has shown that the address is theirs. It works for ${INVITATION_DAYS} days, once`}
              required
              autocomplete="off"
            />
            <Choice label="Role" name="role" value={role} options={options} errors={errors} />
            <Button>Send the invitation</Button>
          </form>
        </Card>
        <Card title="By a link">
          <form method="post" action="/members/invitations/link" class="max-w-md space-y-5" novalidate>
            <LinkFields options={options} />
          </form>
        </Card>
      </div>
    </>
  );
});

type Answer = { status: number; errors?: FieldErrors; refusal?: string };

function refusalOf(refused: Extract<Invited, { ok: false }>): Answer {
  switch (refused.reason) {
    case "member_already":
      return { status: 422, errors: { email: "A member has this address already" } };
    case "deactivated":
      return {
        status: 422,
        errors: { email: "A member with this address is deactivated; reactivate them on their page" },
      };
    case "invited_already":
      return {
        status: 422,
        errors: { email: "An invitation waits for this address; send it again from the list of members" },
      };
    case "unknown_role":
      return { status: 422, errors: { role: "This role was just deleted; choose another" } };
    case "above_your_role":
      return { status: 403, errors: { role: "You cannot give a role that may more than you" } };
    case "too_many":
      return {
        status: 429,
        refusal:
          `Many invitations went out already. Wait ${refused.retryAfterSeconds} seconds, then try again`,
      };
  }
}
