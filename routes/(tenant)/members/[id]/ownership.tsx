import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import type { MemberSheet } from "@/lib/tenancy/look_at_member.ts";
import { transferOwnership } from "@/lib/tenancy/membership/transfer_ownership.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define, type State } from "@/utils.ts";
import { memberOf } from "../(_http)/member_of.ts";

type Becomes = "admin" | "owner";
type Asked = { sheet: MemberSheet; becomes: Becomes; refusal?: string };

export const handler = define.handlers({
  async GET(ctx) {
    const sheet = await heir(ctx);
    return page<Asked>({ sheet, becomes: "admin" });
  },

  async POST(ctx) {
    const sheet = await heir(ctx);
    const sent = await readForm(ctx.req);
    // So that nobody does this at a screen that somebody left open.
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const { tenant, member, actor } = ctx.state;
    const becomes: Becomes = sent.becomes === "owner" ? "owner" : "admin";
    const handing = { memberId: sheet.id, by: member.id, becomes, actor, now: new Date() };
    const done = await transferOwnership(tenant.id, handing);
    if (done.ok) return ctx.redirect("/members?notice=ownership-given", 303);
    return page<Asked>({ sheet, becomes, refusal: "Somebody was faster: look at the members again" }, {
      status: 409,
    });
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
  { data: { sheet, becomes, refusal }, state: { tenant } },
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
          <div class="flex flex-wrap gap-3">
            <Button look="danger">Make {sheet.name} an owner</Button>
            <Button look="quiet" href={`/members/${publicId("mem", sheet.id)}`}>Leave as it is</Button>
          </div>
        </form>
      </div>
    </Card>
  </>
));
