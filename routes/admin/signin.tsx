import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { DemoLogins } from "@/components/DemoLogins.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice, NoticeOf } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { SignInFields } from "@/components/SignInFields.tsx";
import { SignInForm } from "@/lib/identity/sign_in_form.ts";
import { signInOperator } from "@/lib/identity/sign_in_operator.ts";
import { findDemo } from "@/lib/onboarding/find_demo.ts";
import { DEMO_OPERATOR, DEMO_PASSWORD } from "@/lib/onboarding/seed_demo.ts";
import { findOperator } from "@/lib/operator/find_operator.ts";
import { enter } from "@/routes/(_http)/enter.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

type Asked = { email: string; errors: FieldErrors; refusal?: string; hasDemo: boolean };

export const config = { skipInheritedLayouts: true };

export const handler = define.handlers({
  async GET(ctx) {
    const { session } = ctx.state;
    if (session && await findOperator(session.userId)) return ctx.redirect("/admin", 303);
    return page<Asked>({ email: "", errors: {}, hasDemo: await hasDemo() });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const shown = { email: sent.email ?? "", hasDemo: await hasDemo() };
    const parsed = SignInForm.safeParse(sent);
    if (!parsed.success) return page<Asked>({ ...shown, errors: formErrors(parsed.error) }, { status: 422 });
    const signedIn = await signInOperator({ ...parsed.data, visitor: visitorOf(ctx), now: new Date() });
    if (signedIn.ok) return await enter(ctx, signedIn.session, "/admin");
    const { text, ...answer } = refusalOf(signedIn);
    return page<Asked>({ ...shown, errors: {}, refusal: text }, answer);
  },
});

async function hasDemo(): Promise<boolean> {
  return (await findDemo()).length > 0;
}

export default define.page<typeof handler>(({ data: { email, errors, refusal, hasDemo }, url }) => (
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
));
