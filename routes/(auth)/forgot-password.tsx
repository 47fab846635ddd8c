import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { EmailField } from "@/components/SignInFields.tsx";
import { askForReset, ResetRequestForm } from "@/lib/identity/password/ask_for_reset.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { refusalOf } from "@/routes/(_http)/sign_in_refusal.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";

type Shown = { email: string; errors: FieldErrors; refusal?: string };

export const handler = define.handlers({
  GET: () => page<Shown>({ email: "", errors: {} }),

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const { email = "" } = sent;
    const parsed = ResetRequestForm.safeParse(sent);
    if (!parsed.success) return page<Shown>({ email, errors: formErrors(parsed.error) }, { status: 422 });
    const asked = await askForReset({
      tenantId: ctx.state.tenant.id,
      origin: ownOrigin(ctx.state),
      email: parsed.data.email,
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (asked.ok) return ctx.redirect("/signin?notice=reset-mailed", 303);
    const { text, ...answer } = refusalOf(asked);
    return page<Shown>({ email, errors: {}, refusal: text }, answer);
  },
});

export default define.page<typeof handler>(({ data: { email, errors, refusal } }) => (
  <Doorstep home={baseOrigin()} footer={<a class="link" href="/signin">Back to the door</a>}>
    <PageTitle title="Forgot your password?" lead="We mail you a link that sets a new one." />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <form method="post" action="/forgot-password" class="space-y-5" novalidate>
      <EmailField email={email} errors={errors} />
      <Button class="w-full">Mail me a link</Button>
    </form>
  </Doorstep>
));
