import { AuthenticatorSetupPage } from "@/routes/(_parts)/authenticator_setup_page.tsx";
import { houseDoor } from "@/lib/identity/factors/door.ts";
import { offerAuthenticator, takeAuthenticator } from "@/routes/(_http)/authenticator_setup.tsx";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    return await requireFullProof(ctx) ?? offerAuthenticator(ctx, ctx.state.member);
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const ask = await requireFullProof(ctx, { sent });
    if (ask) return ask;
    const { tenant, member: { email }, actor } = ctx.state;
    const door = houseDoor(tenant.id);
    return await takeAuthenticator(ctx, sent, { door, actor, email, home: "/security" });
  },
});

export default define.page<typeof handler>(({ data }) => (
  <AuthenticatorSetupPage action="/security/authenticator/new" leave="/security/authenticator" {...data} />
));
