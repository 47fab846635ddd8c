import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { LeaveFor } from "@/components/LeaveFor.tsx";
import { Notice } from "@/components/Notice.tsx";
import { Numeral } from "@/components/Numeral.tsx";
import { Outside } from "@/components/Outside.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { PublicHead } from "@/components/PublicHead.tsx";
import { NewPassword } from "@/islands/NewPassword.tsx";
import { SlugField } from "@/islands/SlugField.tsx";
import { config } from "@/lib/config.ts";
import { sayFault } from "@/lib/identity/password/rules.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { type SignedUp, signUp } from "@/lib/onboarding/sign_up.ts";
import { SignUpForm } from "@/lib/onboarding/sign_up_form.ts";
import { TRIAL_DAYS } from "@/lib/onboarding/trial.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { bindingFor, keepBinding } from "@/routes/(_http)/login_cookie.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

type Asked = {
  /** Names the sign-up, so that sending the form twice opens one house. */
  signupId: string;
  values: Record<string, string>;
  errors: FieldErrors;
  refusal?: string;
};
type Opened = { company: string; slug: string; loginId: string };
type Shown = Asked | Opened;

export const handler = define.handlers({
  GET: () => page<Shown>({ signupId: newId(), values: {}, errors: {} }),

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const { password: _, signup_id, ...values } = sent;
    const parsed = SignUpForm.safeParse(sent);
    if (!parsed.success) {
      const { signup_id: isUnusable, ...errors } = formErrors(parsed.error);
      return page<Shown>({ signupId: isUnusable ? newId() : signup_id, values, errors }, { status: 422 });
    }
    const baseBinding = bindingFor(ctx.req);
    const signedUp = await signUp(parsed.data, { visitor: visitorOf(ctx), baseBinding, now: new Date() });
    if (signedUp.ok) {
      const headers = new Headers();
      keepBinding(headers, baseBinding);
      return page<Shown>({ company: parsed.data.company, ...signedUp }, { headers });
    }
    const { answer, ...shown } = refusalOf(signedUp);
    return page<Shown>({ signupId: signup_id, values, errors: {}, ...shown }, answer);
  },
});

export default define.page<typeof handler>(({ data }) => (
  "loginId" in data ? <HouseIsReady {...data} /> : <SignUp {...data} />
));

function SignUp({ signupId, values, errors, refusal }: Asked) {
  return (
    <Doorstep
      home="/"
      footer={
        <>
          Already have a house? <a class="link" href="/signin">Sign in at its address</a>
        </>
      }
      aside={<WhatFollows />}
    >
      <PublicHead
        title="Open a house · Rowhouse"
        description="Open a house for your company: its own address, its own rooms, and a trial that needs no card."
        pathname="/signup"
      />
      <PageTitle title="Open a house" lead="For your company, with a trial that needs no card." />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <form method="post" action="/signup" class="space-y-5" novalidate>
        <input type="hidden" name="signup_id" value={signupId} />
        <Field
          label="Company"
          name="company"
          value={values.company}
          errors={errors}
          required
          maxLength={80}
          autocomplete="organization"
        />
        <SlugField
          value={values.slug ?? ""}
          suffix={`.${config.baseUrl.host}`}
          proposeFrom="company"
          errors={errors}
        />
        <Field
          label="Your name"
          name="name"
          value={values.name}
          errors={errors}
          required
          maxLength={80}
          autocomplete="name"
        />
        <Field
          label="Work email"
          name="email"
          type="email"
          value={values.email}
          errors={errors}
          required
          autocomplete="email"
        />
        <NewPassword errors={errors} names={["company", "slug", "name", "email"]} />
        <Button class="w-full">Open the house</Button>
      </form>
    </Doorstep>
  );
}

const NEXT = [
  ["Your house opens at once", "You land on your own dashboard, at the address that you choose here."],
  ["One mail", "It asks you to confirm your address, so that nobody else can use it."],
  ["Your first record", "Create an API key, paste one command, and watch it counted."],
] as const;

function WhatFollows() {
  return (
    <div class="space-y-6">
      <Outside scene="home" class="w-full max-lg:hidden" />
      <div class="space-y-4">
        <h2 class="text-xl">What happens next</h2>
        <ol class="space-y-4">
          {NEXT.map(([title, text], index) => (
            <li key={title} class="flex gap-3.5">
              <Numeral is={index + 1} />
              <div>
                <h3 class="text-base tracking-normal">{title}</h3>
                <p class="text-sm text-base-content/80">{text}</p>
              </div>
            </li>
          ))}
        </ol>
        <p class="border-t border-base-300 pt-4 text-sm text-base-content/80">
          The trial lasts {TRIAL_DAYS} days and turns into nothing by itself.{" "}
          <a class="link" href="/pricing">What it includes</a>
        </p>
      </div>
    </div>
  );
}

function HouseIsReady({ company, slug, loginId }: Opened) {
  const origin = tenantOrigin(slug);
  return (
    <Doorstep home="/">
      <PageTitle title="Your house is ready" lead={`${company} now lives at ${new URL(origin).host}.`} />
      <LeaveFor href={`${origin}/auth/enter?login=${publicId("log", loginId)}`} label="Go in" />
    </Doorstep>
  );
}

type Refused = Extract<SignedUp, { ok: false }>;
type Refusal = Partial<Asked> & { answer: { status: number; headers?: Record<string, string> } };

function refusalOf(refused: Refused): Refusal {
  switch (refused.reason) {
    case "weak":
      return { answer: { status: 422 }, errors: { password: sayFault(refused.fault) } };
    case "slug_taken":
      return { answer: { status: 422 }, errors: { slug: "This address is taken; choose another" } };
    case "form_already_used":
      return {
        answer: { status: 409 },
        signupId: newId(),
        refusal: "This form has opened a house before. To open another one, send it again",
      };
    case "busy":
      return {
        answer: { status: 503, headers: { "retry-after": "5" } },
        refusal: "Many people are moving in right now. Try again in a few seconds",
      };
    case "too_many":
      return {
        answer: { status: 429, headers: { "retry-after": String(refused.retryAfterSeconds) } },
        refusal: `Too many sign-ups from here. Wait ${refused.retryAfterSeconds} seconds, then try again`,
      };
  }
}
