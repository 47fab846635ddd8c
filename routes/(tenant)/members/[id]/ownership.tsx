import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { confirmPassword, type PasswordConfirmed } from "@/lib/identity/confirm_password.ts";
import { publicId } from "@/lib/ids.ts";
import type { MemberSheet } from "@/lib/tenancy/look_at_member.ts";
import { transferOwnership } from "@/lib/tenancy/membership/transfer_ownership.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";
import { memberOf } from "../(_http)/member_of.ts";

type Becomes = "admin" | "owner";
type Asked = { sheet: MemberSheet; becomes: Becomes; errors: FieldErrors; refusal?: string };

export const handler = define.handlers({
  async GET(ctx) {
    const sheet = await heir(ctx);
    return page<Asked>({ sheet, becomes: "admin", errors: {} });
  },

  async POST(ctx) {
    const sheet = await heir(ctx);
    const { tenant, member, actor } = ctx.state;
    const sent = await readForm(ctx.req);
    const becomes: Becomes = sent.becomes === "owner" ? "owner" : "admin";
    const { password = "" } = sent;
    const again = (answer: Partial<Asked>, status: number) =>
      page<Asked>({ sheet, becomes, errors: {}, ...answer }, { status });
    if (password === "") return again({ errors: { password: "Enter your password" } }, 422);
    const now = new Date();
    const confirmed = await confirmPassword(tenant.id, { member, password, visitor: visitorOf(ctx), now });
    if (!confirmed.ok) {
      const { status, ...answer } = refusalOf(confirmed);
      return again(answer, status);
    }
    const done = await transferOwnership(tenant.id, {
      memberId: sheet.id,
      by: member.id,
      becomes,
      actor,
      now,
    });
    if (done.ok) return ctx.redirect("/members?notice=ownership-given", 303);
    return again({ refusal: "Somebody was faster: look at the members again" }, 409);
  },
});

/** Whom an owner may make an owner. */
async function heir(ctx: Context<State>): Promise<MemberSheet> {
  requirePermission(ctx.state, "ownership.transfer");
  const sheet = await memberOf(ctx);
  if (sheet.role === "owner" || sheet.deactivatedAt) throw new HttpError(404);
  return sheet;
}

export default define.page<typeof handler>((
  { data: { sheet, becomes, errors, refusal }, state: { tenant } },
) => (
  <>
    <PageHeader title={`Make ${sheet.name} an owner?`} />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>
          An owner of {tenant.name}{" "}
          may do everything, also take the house from you: an owner can change another owner’s role, and
          remove them.
        </p>
        {!sheet.isEmailProven && (
          <p class="font-medium">
            {sheet.name} has not confirmed <span class="break-all">{sheet.email}</span> yet.
          </p>
        )}
        <form method="post" class="max-w-md space-y-5" novalidate>
          <Choice
            label="What becomes of you"
            name="becomes"
            value={becomes}
            options={[
              { value: "admin", label: "I hand the house over and become an admin" },
              { value: "owner", label: "I stay an owner; we own it together" },
            ]}
          />
          <Field
            label="Your password"
            name="password"
            type="password"
            errors={errors}
            hint="So that nobody does this at a screen that you left open"
            required
            autocomplete="current-password"
          />
          <div class="flex flex-wrap gap-3">
            <Button look="danger">Make {sheet.name} an owner</Button>
            <Button look="quiet" href={`/members/${publicId("mem", sheet.id)}`}>Leave as it is</Button>
          </div>
        </form>
      </div>
    </Card>
  </>
));

function refusalOf(
  refused: Extract<PasswordConfirmed, { ok: false }>,
): { status: number; errors?: FieldErrors; refusal?: string } {
  switch (refused.reason) {
    case "wrong_password":
      return { status: 422, errors: { password: "This is not your password" } };
    case "too_many":
      return {
        status: 429,
        refusal: `Too many attempts. Wait ${refused.retryAfterSeconds} seconds, then try again`,
      };
    case "busy":
    case "paused":
      return { status: 503, refusal: "We cannot check your password right now. Try again in a minute" };
  }
}
