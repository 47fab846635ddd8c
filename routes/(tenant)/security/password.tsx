import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Tick } from "@/components/Tick.tsx";
import { NewPassword } from "@/islands/NewPassword.tsx";
import { type ChangedPassword, changePassword } from "@/lib/identity/password/change_password.ts";
import { findPhc } from "@/lib/identity/password/find_phc.ts";
import { sayFault, SHORTEST_BESIDE_ANOTHER, SHORTEST_PASSWORD } from "@/lib/identity/password/rules.ts";
import { isStrong } from "@/lib/tenancy/sign_in_policy/standing.ts";
import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireProofEverywhere } from "@/routes/(_http)/require_proof_everywhere.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";

type Shown = { hasPassword: boolean; errors: FieldErrors; endsOthers: boolean; refusal?: string };

export const handler = define.handlers({
  async GET(ctx) {
    return page<Shown>({ hasPassword: await hasPassword(ctx), errors: {}, endsOthers: true });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const ask = await requireProofEverywhere(ctx, { sent });
    if (ask) return ask;
    const { tenant, member, session, actor } = ctx.state;
    const endsOthers = sent.end_others === "yes";
    const changed = await changePassword(tenant.id, {
      member,
      house: { name: tenant.name, slug: tenant.slug, origin: ownOrigin(ctx.state) },
      current: sent.current,
      password: sent.password ?? "",
      shortest: shortestFor(ctx.state),
      endOthersThan: endsOthers ? session!.sessionId : undefined,
      actor,
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (changed.ok) return ctx.redirect("/security/password?notice=password-changed", 303);
    const { answer, ...said } = say(changed, shortestFor(ctx.state));
    return page<Shown>({ hasPassword: await hasPassword(ctx), errors: {}, endsOthers, ...said }, answer);
  },
});

async function hasPassword({ state: { tenant, member } }: Context<State>): Promise<boolean> {
  return await findPhc(tenant.id, member.userId) !== undefined;
}

/** Shorter ones are for those beside whose password something else always stands, and stands now. */
function shortestFor({ member, session }: State): number {
  const isBeside = member.policy.requiresSecondFactor && isStrong(session!);
  return isBeside ? SHORTEST_BESIDE_ANOTHER : SHORTEST_PASSWORD;
}

type Said = Partial<Shown> & { answer: { status: number; headers?: Record<string, string> } };

function say(refused: Extract<ChangedPassword, { ok: false }>, shortest: number): Said {
  if (refused.reason === "weak") {
    return { answer: { status: 422 }, errors: { password: sayFault(refused.fault, shortest) } };
  }
  if (refused.reason === "wrong_credentials") {
    return { answer: { status: 422 }, errors: { current: "This is not your password; try again" } };
  }
  const { text, ...answer } = refusalOf(refused);
  return { answer, refusal: text };
}

export default define.page<typeof handler>((
  { data: { hasPassword, errors, endsOthers, refusal }, state },
) => (
  <>
    <PageHeader
      title={hasPassword ? "Change your password" : "Set a password"}
      lead="It is one for all houses that you live in. A mail tells you that it was changed."
    />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <Card>
      <form method="post" action="/security/password" class="max-w-md space-y-5" novalidate>
        <input type="hidden" name="username" value={state.member.email} autocomplete="username" />
        {hasPassword && (
          <Field
            label="Current password"
            name="current"
            type="password"
            errors={errors}
            required
            autocomplete="current-password"
          />
        )}
        <NewPassword
          errors={errors}
          label="New password"
          shortest={shortestFor(state)}
          known={[state.tenant.name, state.tenant.slug, state.member.name, state.member.email]}
        />
        <Tick
          label="Sign out everywhere else"
          name="end_others"
          isTicked={endsOthers}
          hint="On all other devices, and in all other houses"
        />
        <Button>{hasPassword ? "Change password" : "Set password"}</Button>
      </form>
    </Card>
  </>
));
