import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { publicId } from "@/lib/ids.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { open } from "@/lib/vault/open.ts";
import { findMemberByAddress } from "../../find_member_by_address.ts";

/** What lets in; sealed while the job waits. */
export type LinkData = { loginId: string; token: string; digits: string };

export const LINK_DATA = "magic link";

/** The handler of `magic_link.mail`. Nobody here by this address, no mail. */
export async function mailMagicLinkJob(
  { id, tenantId, payload: { to, origin, sealedData } }: Job<"magic_link.mail">,
): Promise<void> {
  const { loginId, token, digits }: LinkData = JSON.parse(open(sealedData, LINK_DATA));
  await asTenant(tenantId, async (tx) => {
    const member = await findMemberByAddress(tx, to);
    if (!member) return;
    const { name, tenantName } = member;
    const signInUrl = `${origin}/auth/mail?login=${publicId("log", loginId)}&token=${token}`;
    await sendMail(tx, {
      to: member.email,
      template: "magic_link",
      data: { name, tenantName, digits, signInUrl },
      uniqueKey: `magic link ${id}`,
    });
    await recordAudit(tx, {
      actor: { kind: "system", name: "System" },
      action: "member.link_mailed",
      subject: { kind: "member", id: member.id },
    });
  });
}
