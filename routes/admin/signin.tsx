import { type Context, page, type PageResponse } from "fresh";
import { Button } from "@/components/Button.tsx";
import { DemoLogins } from "@/components/DemoLogins.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice, NoticeOf } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { SignInFields } from "@/components/SignInFields.tsx";
import { WaysToConfirm } from "@/components/WaysToConfirm.tsx";
import { findOperator } from "@/lib/identity/operators/find_operator.ts";
import { finishOperatorSignIn } from "@/lib/identity/operators/finish_operator_sign_in.ts";
import type { OperatorFactor } from "@/lib/identity/operators/show_operator_factor.ts";
import { signInOperator } from "@/lib/identity/operators/sign_in_operator.ts";
import { SignInForm } from "@/lib/identity/sign_in_form.ts";
import { findDemo } from "@/lib/onboarding/find_demo.ts";
import { DEMO_OPERATOR, DEMO_PASSWORD } from "@/lib/onboarding/seed_demo.ts";
import { enter } from "@/routes/(_http)/enter.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { wrongAnswer } from "@/routes/(_http)/wrong_answer.ts";
import { answerIn, asksOf, proofOf, waysToShow } from "@/routes/admin/(_http)/ways_to_show.ts";
import { define, type State } from "@/utils.ts";

type Asked = {
  email: string;
  errors: FieldErrors;
  refusal?: string;
  hasDemo: boolean;
  /** After the right password, of an operator who has a second factor. */
  factor?: { kinds: OperatorFactor[]; shownPassword: string; tried?: OperatorFactor };
};

export const config = { skipInheritedLayouts: true };

export const handler = define.handlers({
  async GET(ctx) {
    const { session } = ctx.state;
    const operator = session && await findOperator(session.userId, session.sessionId);
    if (operator?.isSignedIn) return ctx.redirect("/admin", 303);
    return page<Asked>({ email: "", errors: {}, hasDemo: await hasDemo() });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    return sent.shown_password === undefined ? await takePassword(ctx, sent) : await takeFactor(ctx, sent);
  },
});

type Answered = Promise<Response | PageResponse<Asked>>;

async function takePassword(ctx: Context<State>, sent: Record<string, string>): Answered {
  const shown = { email: sent.email ?? "", errors: {}, hasDemo: await hasDemo() };
  const parsed = SignInForm.safeParse(sent);
  if (!parsed.success) return page<Asked>({ ...shown, errors: formErrors(parsed.error) }, { status: 422 });
  const signedIn = await signInOperator({ ...parsed.data, visitor: visitorOf(ctx), now: new Date() });
  if (signedIn.ok) return await enter(ctx, signedIn.session, "/admin");
  if (signedIn.reason === "needs_second_factor") return page<Asked>({ ...shown, factor: signedIn });
  const { text, ...init } = refusalOf(signedIn);
  return page<Asked>({ ...shown, refusal: text }, init);
}

async function takeFactor(ctx: Context<State>, sent: Record<string, string>): Answered {
  const { shown_password: shownPassword } = sent;
  const kind = proofOf(sent.kind);
  if (!kind || kind === "password") return ctx.redirect(BEGIN_AGAIN, 303);
  const [code, visitor] = [answerIn(sent, kind), visitorOf(ctx)];
  const finished = await finishOperatorSignIn({ shownPassword, kind, code, visitor, now: new Date() });
  if (finished.ok) return await enter(ctx, finished.session, "/admin");
  if (finished.reason === "over") return ctx.redirect(BEGIN_AGAIN, 303);
  const { said, init } = wrongAnswer(asksOf(kind), finished);
  const factor = { kinds: finished.kinds, shownPassword, tried: kind };
  return page<Asked>({ email: "", hasDemo: false, ...said, factor }, init);
}

const BEGIN_AGAIN = "/admin/signin?notice=handoff-failed";

async function hasDemo(): Promise<boolean> {
  return (await findDemo()).length > 0;
}

export default define.page<typeof handler>(({ data, url }) => (
  data.factor ? <SecondFactor {...data.factor} {...data} /> : <Password {...data} url={url} />
));

function Password({ email, errors, refusal, hasDemo, url }: Asked & { url: URL }) {
  return (
    <Doorstep
      home="/"
      footer={
        <>
          You run a company here? <a class="link" href="/signin">Find its door</a>
        </>
      }
    >
      <PageTitle title="Operators" lead="For the staff of this installation." />
      {refusal ? <Notice tone="error">{refusal}</Notice> : <NoticeOf url={url} />}
      <form method="post" action="/admin/signin" class="space-y-5" novalidate>
        <SignInFields email={email} errors={errors} />
        <Button class="w-full">Sign in</Button>
      </form>
      {hasDemo && (
        <DemoLogins
          people={[DEMO_OPERATOR]}
          password={DEMO_PASSWORD}
          action="/admin/signin"
          wanted={url.searchParams.get("as")}
        />
      )}
    </Doorstep>
  );
}

function SecondFactor(
  { kinds, shownPassword, tried, errors, refusal }: Asked & NonNullable<Asked["factor"]>,
) {
  return (
    <Doorstep home="/" footer={<a class="link" href="/admin/signin">Sign in as somebody else</a>}>
      <PageTitle title="One more proof" lead="Your password was right. Now show what you have." />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <WaysToConfirm
        ways={waysToShow(kinds)}
        action="/admin/signin"
        carries={{ shown_password: shownPassword }}
        errors={errors}
        tried={tried}
      />
    </Doorstep>
  );
}
