import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { hashBearerSecret, newBearerSecret } from "../bearer_secret.ts";
import { RESET_SECONDS, secondsAfter } from "../lifetimes.ts";
import { findMemberByAddress } from "../find_member_by_address.ts";

/** The handler of `reset.mail`. Nobody here by this address, no mail: an unasked one would tell a stranger about us. */
export async function mailResetJob(
  { id, tenantId, payload: { to, origin } }: Job<"reset.mail">,
): Promise<void> {
  await asTenant(tenantId, async (tx) => {
    const member = await findMemberByAddress(tx, to);
    if (!member) return;
    const code = await issueCode(tx, member.userId);
    await sendMail(tx, {
      to: member.email,
      template: "reset_password",
      data: {
        name: member.name,
        tenantName: member.tenantName,
        resetUrl: `${origin}/reset-password?code=${code}`,
      },
      uniqueKey: `reset ${id}`,
    });
    await recordAudit(tx, {
      actor: { kind: "system", name: "System" },
      action: "member.reset_mailed",
      subject: { kind: "member", id: member.id },
    });
  });
}

async function issueCode(tx: TenantTx, userId: string): Promise<string> {
  const [code, now] = [newBearerSecret(), new Date()];
  await tx.rows`
    select gate.add_code(${hashBearerSecret(code)}, 'reset_password', ${userId}, ${now}, ${
    secondsAfter(now, RESET_SECONDS)
  })`;
  return code;
}
