import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { leaveTenant } from "@/lib/tenancy/membership/remove_member.ts";
import { clearSessionCookies } from "@/routes/(_http)/session_cookies.ts";
import { define } from "@/utils.ts";

type Asked = { isLastOwner: boolean };

export const handler = define.handlers({
  GET: () => page<Asked>({ isLastOwner: false }),

  async POST(ctx) {
    const { tenant, member, actor } = ctx.state;
    const left = await leaveTenant(tenant.id, { memberId: member.id, actor, now: new Date() });
    if (!left.ok && left.reason === "last_owner") return page<Asked>({ isLastOwner: true }, { status: 409 });
    const res = ctx.redirect("/signin?notice=moved-out", 303);
    clearSessionCookies(res.headers);
    return res;
  },
});

export default define.page<typeof handler>(({ data: { isLastOwner }, state: { tenant, member } }) => (
  <>
    <PageHeader title={`Leave ${tenant.name}?`} />
    {isLastOwner && (
      <Notice tone="error">
        You are the last owner, and a house needs one. Make another member an owner first, then leave.
      </Notice>
    )}
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>
          You are signed out of {tenant.name}{" "}
          everywhere and are no member any more. What you did stays in its audit log, and whatever you sent or
          made stays too. To come back you need a new invitation.
        </p>
        <form method="post" action="/leaving" class="flex flex-wrap gap-3">
          <Button look="danger">Leave {tenant.name}</Button>
          {isLastOwner || member.permissions.has("members.read")
            ? <Button look="quiet" href="/members">See the members</Button>
            : <Button look="quiet" href="/dashboard">Stay</Button>}
        </form>
      </div>
    </Card>
  </>
));
