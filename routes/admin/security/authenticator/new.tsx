import { AuthenticatorSetupPage } from "@/routes/(_parts)/authenticator_setup_page.tsx";
import { operatorsDoor } from "@/lib/identity/operators/operators_door.ts";
import { offerAuthenticator, takeAuthenticator } from "@/routes/(_http)/authenticator_setup.tsx";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { config } from "@/lib/config.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    return await requireFreshOperator(ctx) ?? offerAuthenticator(ctx, ctx.state.operator);
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const ask = await requireFreshOperator(ctx, { sent });
    if (ask) return ask;
    const { operator, actor } = ctx.state;
    const door = operatorsDoor(operator, "asks to set up an authenticator app");
    return await takeAuthenticator(ctx, sent, {
      door,
      actor,
      email: operator.email,
      home: "/admin/security",
    });
  },
});

export default define.page<typeof handler>(({ data, state: { operator } }) => {
  const isDue = config.operatorsNeedSecondFactor && !operator.hasSecondFactor;
  return (
    <AuthenticatorSetupPage
      {...data}
      action="/admin/security/authenticator/new"
      leave={isDue ? undefined : "/admin/security/authenticator"}
      lead={isDue
        ? "Operators see every tenant, so a password alone opens nothing here. The console opens right after."
        : undefined}
    />
  );
});
