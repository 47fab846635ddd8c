import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { findEmailChange } from "@/lib/tenancy/profile/ask_email_change.ts";
import { changeEmail, type EmailChange } from "@/lib/tenancy/profile/change_email.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { define } from "@/utils.ts";

type Shown = { code: string; waiting?: string; refusal?: string };

/** Looking changes nothing: programs that open links in mails do that. */
export const handler = define.handlers({
  async GET({ url, state: { tenant, member } }) {
    const waiting = await findEmailChange(tenant.id, { userId: member.userId, now: new Date() });
    const code = url.searchParams.get("code") ?? "";
    return page<Shown>(waiting ? { code, waiting } : { code, refusal: refusalOf("invalid_code") });
  },

  async POST(ctx) {
    const { code = "" } = await readForm(ctx.req);
    const { tenant, member, actor } = ctx.state;
    const changed = await changeEmail(tenant, { code, member, actor, now: new Date() });
    if (changed.ok) {
      const notice = changed.isKeptHere ? "address-changed-elsewhere" : "address-changed";
      return ctx.redirect(`/profile?notice=${notice}`, 303);
    }
    return page<Shown>({ code, refusal: refusalOf(changed.reason) }, { status: 422 });
  },
});

export default define.page<typeof handler>(({ data: { code, waiting, refusal }, state: { member } }) => (
  <>
    <PageHeader title="Your new address" />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <Card>
      {refusal
        ? <Button look="quiet" href="/profile">To your profile</Button>
        : (
          <form method="post" action="/profile/email" class="max-w-xl space-y-4">
            <p>
              From now on you sign in as{" "}
              <strong class="font-medium break-all">{waiting}</strong>, here and wherever else you live with
              us. <span class="break-all">{member.email}</span> is told, and gets no mail after that.
            </p>
            <input type="hidden" name="code" value={code} />
            <Button>Use this address</Button>
          </form>
        )}
    </Card>
  </>
));

function refusalOf(reason: Extract<EmailChange, { ok: false }>["reason"]): string {
  switch (reason) {
    case "invalid_code":
      return "This link has expired, was used or replaced already, or is meant for somebody else";
    case "email_taken":
      return "Somebody else lives with us under this address. Sign in as that person, or choose another one";
  }
}
