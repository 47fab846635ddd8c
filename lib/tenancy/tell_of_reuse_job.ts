import { recordAudit } from "@/lib/audit/record.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { deviceName } from "@/lib/identity/device.ts";
import { OPERATORS_CONSOLE } from "@/lib/identity/operators/operators_door.ts";
import { PLATFORM_ITSELF } from "@/lib/jobs/enqueue_for_platform.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { deliverLetter } from "@/lib/mail/deliver_letter.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import type { Letter } from "@/lib/mail/templates.ts";
import { baseOrigin, tenantOrigin } from "./host.ts";

type Opened = { name: string; email: string; userAgent: string | null; ip: string | null };
type Told = Opened & { memberId: string; tenantName: string; slug: string };
type SessionEnded = Extract<Letter, { template: "session_ended" }>["data"];

/** The handler of `session.reused`: an entry in the audit log, and a mail to the person whose session it was. */
export async function tellOfReuseJob(job: Job<"session.reused">): Promise<void> {
  if (job.tenantId === PLATFORM_ITSELF) await tellOperator(job);
  else await tellMember(job);
}

async function tellMember({ tenantId, payload: { sessionId } }: Job<"session.reused">) {
  await asTenant(tenantId, async (tx) => {
    const told = await tx.row<Told>`
      select member_id as "memberId", name, email, user_agent as "userAgent", ip, tenant_name as "tenantName", slug
        from gate.session_to_tell(${sessionId})`;
    if (!told) return; // has left since
    const { name, tenantName } = told;
    const isFirst = await sendMail(tx, {
      to: told.email,
      template: "session_ended",
      data: { name, tenantName, ...whereOf(told), securityUrl: `${tenantOrigin(told.slug)}/security` },
      uniqueKey: `session.reused:${sessionId}`,
    });
    if (!isFirst) return;
    await recordAudit(tx, {
      actor: { kind: "system", name: "Rowhouse" },
      action: "member.session_token_reused",
      subject: { kind: "member", id: told.memberId },
      detail: whereOf(told),
    });
  });
}

/** No tenant has an entry of it; the record of the look is the operators' own. */
async function tellOperator(job: Job<"session.reused">) {
  const told = await asPlatform(
    "An operator's session was ended: its token was used twice",
    (tx) =>
      tx.row<Opened>`
      select u.name, u.email, s.user_agent as "userAgent", s.ip
        from platform.sessions s join platform.users u on u.id = s.user_id where s.id = ${job.payload.sessionId}`,
  );
  if (!told) return;
  const data = {
    name: told.name,
    tenantName: OPERATORS_CONSOLE,
    ...whereOf(told),
    securityUrl: `${baseOrigin()}/admin/security`,
  };
  await deliverLetter({ template: "session_ended", data }, { to: told.email, job });
}

function whereOf({ userAgent, ip }: Opened): Pick<SessionEnded, "device" | "place"> {
  return { device: deviceName(userAgent), place: ip ?? "an unknown address" };
}
