import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Lines } from "@/components/Lines.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Tick } from "@/components/Tick.tsx";
import type { SignInPolicy } from "@/lib/tenancy/sign_in_policy/policy.ts";
import {
  firstMethods,
  IDLE_LENGTHS,
  type LengthOption,
  parsePolicyForm,
  SESSION_LENGTHS,
} from "@/lib/tenancy/sign_in_policy/policy_form.ts";
import { type SavedPolicy, savePolicy } from "@/lib/tenancy/sign_in_policy/save_policy.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";

type Shown = {
  /** As the form sends them. */
  values: Record<string, string>;
  errors: FieldErrors;
  /** Of whoever looks. */
  place: string;
};

export const handler = define.handlers({
  GET(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    return page<Shown>(shownWith(ctx, { values: valuesOf(ctx.state.member.policy), errors: {} }));
  },

  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const parsed = parsePolicyForm(sent);
    if (!parsed.ok) return again(ctx, { values: sent, errors: parsed.errors });
    const { tenant, member: { userId }, actor } = ctx.state;
    const { policy } = parsed;
    const place = visitorOf(ctx).ip;
    const saved = await savePolicy(tenant.id, { policy, userId, place, actor, now: new Date() });
    if (saved.ok) return ctx.redirect("/sign-in-policy?notice=policy-saved", 303);
    return again(ctx, { values: sent, errors: say(saved.reason) });
  },
});

function again(ctx: Context<State>, shown: Pick<Shown, "values" | "errors">) {
  return page<Shown>(shownWith(ctx, shown), { status: 422 });
}

function shownWith(ctx: Context<State>, shown: Pick<Shown, "values" | "errors">): Shown {
  return { ...shown, place: visitorOf(ctx).ip };
}

function valuesOf(policy: SignInPolicy): Record<string, string> {
  const allowed = firstMethods().filter(({ kind }) => policy.allowedMethods?.includes(kind) ?? true);
  return {
    ...Object.fromEntries(allowed.map(({ kind }) => [`method_${kind}`, "yes"])),
    ...(policy.requiresSecondFactor && { requires_second_factor: "yes" }),
    ...(!policy.takesLateCodes && { strict_codes: "yes" }),
    longest_session: String(policy.sessionSeconds / 60),
    longest_idle: String(policy.idleSeconds / 60),
    networks: policy.allowedNetworks.join("\n"),
  };
}

function say(reason: Extract<SavedPolicy, { ok: false }>["reason"]): FieldErrors {
  switch (reason) {
    case "network_shuts_you_out":
      return {
        networks: "You are in none of these networks yourself, and would shut yourself out; add your own",
      };
    case "methods_shut_you_out":
      return {
        methods:
          "You cannot sign in by any of these yourself; set one up for you, or leave one that you have",
      };
    case "no_second_factor":
      return {
        requires_second_factor: "Set up a second factor for yourself first, then require it of everybody",
      };
  }
}

export default define.page<typeof handler>(({ data: { values, errors, place } }) => (
  <>
    <PageHeader
      title="How everybody signs in"
      lead="It holds from the moment you save it, also for who is signed in."
    />
    <form method="post" action="/sign-in-policy" class="space-y-6" novalidate>
      <Card title="Ways in">
        <fieldset class="space-y-3" aria-describedby={errors.methods ? "methods-error" : undefined}>
          <legend class="sr-only">Ways in</legend>
          {firstMethods().map(({ kind, name }) => (
            <Tick
              key={kind}
              label={name}
              name={`method_${kind}`}
              isTicked={values[`method_${kind}`] === "yes"}
            />
          ))}
          <FieldError name="methods" errors={errors} />
        </fieldset>
      </Card>
      <Card title="A second factor">
        <div class="space-y-3">
          <Tick
            label="Require one of everybody"
            name="requires_second_factor"
            isTicked={values.requires_second_factor === "yes"}
            hint="Who has none is led to set one up, and sees nothing else until then. Your own identity provider asks for its own"
          />
          <FieldError name="requires_second_factor" errors={errors} />
          <Tick
            label="Take a code of an app only while the app shows it"
            name="strict_codes"
            isTicked={values.strict_codes === "yes"}
            hint="Otherwise also in the half minute after, for who types slowly or whose phone’s clock is late"
          />
        </div>
      </Card>
      <Card title="How long a session lasts">
        <div class="grid max-w-2xl gap-5 sm:grid-cols-2">
          <Choice
            label="At most"
            name="longest_session"
            value={values.longest_session}
            options={options(SESSION_LENGTHS)}
            errors={errors}
            hint="Then one signs in again"
          />
          <Choice
            label="Left alone, at most"
            name="longest_idle"
            value={values.longest_idle}
            options={options(IDLE_LENGTHS)}
            errors={errors}
            hint="Without a single page or message"
          />
        </div>
      </Card>
      <Card title="From where">
        <div class="max-w-2xl">
          <Lines
            label="Networks"
            name="networks"
            value={values.networks ?? ""}
            errors={errors}
            hint={`One on each line, such as 203.0.113.0/24; none is from anywhere. You are at ${place}. API keys are not bound by this`}
          />
        </div>
      </Card>
      {Object.keys(errors).length > 0 && (
        <Notice tone="error">Nothing was saved. Look at what is marked above.</Notice>
      )}
      <Button>Save</Button>
    </form>
  </>
));

function options(lengths: LengthOption[]) {
  return lengths.map(({ minutes, label }) => ({ value: String(minutes), label }));
}

function FieldError({ name, errors }: { name: string; errors: FieldErrors }) {
  if (!errors[name]) return null;
  return <p id={`${name}-error`} class="text-sm font-medium text-error">{errors[name]}</p>;
}
