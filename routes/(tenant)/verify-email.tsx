import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { type EmailVerification, verifyEmail } from "@/lib/identity/verify_email.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { define } from "@/utils.ts";

type Shown = { code: string; refusal?: string };

/** Looking changes nothing: programs that open links in mails do that. */
export const handler = define.handlers({
  GET(ctx) {
    if (ctx.state.member.isEmailProven) return ctx.redirect("/dashboard", 303);
    return page<Shown>({ code: ctx.url.searchParams.get("code") ?? "" });
  },

  async POST(ctx) {
    const { code = "" } = await readForm(ctx.req);
    const { tenant, member, actor } = ctx.state;
    const verified = await verifyEmail(tenant.id, { code, member, actor, now: new Date() });
    if (verified.ok) return ctx.redirect("/dashboard?notice=email-verified", 303);
    return page<Shown>({ code, refusal: refusalOf(verified.reason) }, { status: 422 });
  },
});

export default define.page<typeof handler>(({ data: { code, refusal }, state: { member } }) => (
  <>
    <PageHeader title="Confirm your address" />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <Card>
      {refusal
        ? (
          <form method="post" action="/verification-mail">
            <Button>Send me a new link</Button>
          </form>
        )
        : (
          <form method="post" action="/verify-email" class="max-w-xl space-y-4">
            <p>
              You are signed in as{" "}
              <strong class="break-all">{member.email}</strong>. Once confirmed, the address is yours alone:
              nobody else can use it here.
            </p>
            <input type="hidden" name="code" value={code} />
            <Button>Confirm the address</Button>
          </form>
        )}
    </Card>
  </>
));

function refusalOf(reason: Extract<EmailVerification, { ok: false }>["reason"]): string {
  switch (reason) {
    case "invalid_code":
      return "This link has expired, was used already, or is meant for somebody else";
    case "email_taken":
      return "Somebody else has confirmed this address before you. Sign up with another one";
  }
}
