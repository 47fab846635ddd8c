import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { NewPassword } from "@/islands/NewPassword.tsx";
import { type ResetPassword, resetPassword } from "@/lib/identity/password/reset_password.ts";
import { sayFault } from "@/lib/identity/password/rules.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { findPolicy } from "@/lib/tenancy/sign_in_policy/find_policy.ts";
import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";

type Shown = { code: string; errors: FieldErrors; refusal?: string };

/** Where the mail leads. To look at it uses nothing up: scanners follow links. */
export const handler = define.handlers({
  GET: ({ url }) => page<Shown>({ code: url.searchParams.get("code") ?? "", errors: {} }),

  async POST(ctx) {
    const { code = "", password = "" } = await readForm(ctx.req);
    const reset = await resetPassword(ctx.state.tenant.id, {
      code,
      password,
      house: await houseOf(ctx),
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (reset.ok) return ctx.redirect("/signin?notice=password-reset", 303);
    const { answer, ...said } = say(reset);
    return page<Shown>({ code, errors: {}, ...said }, answer);
  },
});

async function houseOf({ state }: Context<State>) {
  const { id, name, slug } = state.tenant;
  const { requiresSecondFactor } = await findPolicy(id);
  return { name, slug, origin: ownOrigin(state), requiresSecondFactor };
}

type Said = Partial<Shown> & { answer: { status: number; headers?: Record<string, string> } };

function say(refused: Extract<ResetPassword, { ok: false }>): Said {
  switch (refused.reason) {
    case "weak":
      return { answer: { status: 422 }, errors: { password: sayFault(refused.fault) } };
    case "invalid_code":
      return {
        answer: { status: 422 },
        refusal: "This link was used, is older than half an hour, or is not ours. Ask for a new one",
      };
    case "busy": {
      const { text, ...answer } = refusalOf(refused);
      return { answer, refusal: text };
    }
  }
}

export default define.page<typeof handler>(({ data: { code, errors, refusal }, state: { tenant } }) => (
  <Doorstep
    home={baseOrigin()}
    footer={<a class="link" href="/forgot-password">Ask for another link</a>}
  >
    <PageTitle
      title="Set a new password"
      lead="It ends all your sessions; you sign in with it right after."
    />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <form method="post" action="/reset-password" class="space-y-5" novalidate>
      <input type="hidden" name="code" value={code} />
      <NewPassword errors={errors} known={[tenant.name, tenant.slug]} label="New password" />
      <Button class="w-full">Set the password</Button>
    </form>
  </Doorstep>
));
