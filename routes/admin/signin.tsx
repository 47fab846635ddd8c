import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice, NoticeOf } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { SignInFields } from "@/components/SignInFields.tsx";
import { SignInForm } from "@/lib/identity/sign_in_form.ts";
import { signInOperator } from "@/lib/identity/sign_in_operator.ts";
import { enter } from "@/routes/(_http)/enter.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

type Asked = { email: string; errors: FieldErrors; refusal?: string };

export const config = { skipInheritedLayouts: true };

export const handler = define.handlers({
  GET: () => page<Asked>({ email: "", errors: {} }),

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const { email = "" } = sent;
    const parsed = SignInForm.safeParse(sent);
    if (!parsed.success) return page<Asked>({ email, errors: formErrors(parsed.error) }, { status: 422 });
    const signedIn = await signInOperator({ ...parsed.data, visitor: visitorOf(ctx), now: new Date() });
    if (signedIn.ok) return enter(ctx, signedIn.session, "/admin");
    const { text, ...answer } = refusalOf(signedIn);
    return page<Asked>({ email, errors: {}, refusal: text }, answer);
  },
});

export default define.page<typeof handler>(({ data: { email, errors, refusal }, url }) => (
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
  </Doorstep>
));
