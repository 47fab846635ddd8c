import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { askEmailChange } from "@/lib/tenancy/profile/ask_email_change.ts";
import { NewEmailForm } from "@/lib/tenancy/profile/profile_form.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requireProofEverywhere } from "@/routes/(_http)/require_proof_everywhere.ts";
import { define } from "@/utils.ts";

type Shown = { email: string; errors?: FieldErrors; refusal?: string };

export const handler = define.handlers({
  GET: () => page<Shown>({ email: "" }),

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const ask = await requireProofEverywhere(ctx, { sent });
    if (ask) return ask;
    const email = sent.email ?? "";
    const parsed = NewEmailForm.safeParse(sent);
    if (!parsed.success) return page<Shown>({ email, errors: formErrors(parsed.error) }, { status: 422 });
    const { tenant, member, actor } = ctx.state;
    const asked = await askEmailChange(tenant, {
      member,
      newEmail: parsed.data.email,
      actor,
      now: new Date(),
    });
    if (asked.ok) return ctx.redirect("/profile?notice=address-mailed", 303);
    switch (asked.reason) {
      case "same_address":
        return page<Shown>({ email, errors: { email: "This is your address already" } }, { status: 422 });
      case "too_many": {
        const refusal = "You have asked several times already; look for the mail, or wait a few minutes";
        const headers = { "retry-after": String(asked.retryAfterSeconds) };
        return page<Shown>({ email, refusal }, { status: 429, headers });
      }
      case "not_a_member":
        throw new HttpError(404);
    }
  },
});

export default define.page<typeof handler>(({ data: { email, errors, refusal }, state: { member } }) => (
  <>
    <PageHeader title="Another address" lead={<a class="link" href="/profile">Back to your profile</a>} />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <Card>
      <form method="post" action="/profile/email/change" class="max-w-md space-y-5" novalidate>
        <p>
          You sign in as{" "}
          <strong class="font-medium break-all">{member.email}</strong>. We send a link to the new address and
          tell the old one; until you open the link, nothing changes.
        </p>
        <Field
          label="New email address"
          name="email"
          type="email"
          value={email}
          errors={errors}
          required
          autocomplete="email"
        />
        <Button>Send the link</Button>
      </form>
    </Card>
  </>
));
