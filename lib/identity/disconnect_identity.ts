import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { nameOfMethod } from "./methods/methods.ts";

export type Disconnected = { ok: true } | { ok: false; reason: "not_found" | "last_way_in" };

type Disconnecting = {
  identityId: string;
  member: { id: string; userId: string; name: string; email: string };
  /** Where the person sees what is left. */
  securityUrl: string;
  actor: Actor;
};

/** A provider signs the person in no more, in any house; unless nothing else would. A connection's link is its tenant's. */
export async function disconnectIdentity(
  tenantId: string,
  { identityId, member, securityUrl, actor }: Disconnecting,
): Promise<Disconnected> {
  return await asTenant(tenantId, async (tx) => {
    const row = await tx.row<{ outcome: string; kind: string; issuer: string }>`
      select outcome, kind, issuer from gate.unlink_identity(${identityId}, ${member.userId})`;
    const { outcome, kind, issuer } = row!;
    if (outcome === "last_way") return { ok: false, reason: "last_way_in" };
    if (outcome !== "unlinked") return { ok: false, reason: "not_found" };
    const data = { name: member.name, provider: nameOfMethod(kind), securityUrl };
    await sendMail(tx, { to: member.email, template: "identity_disconnected", data });
    await recordAudit(tx, {
      actor,
      action: "member.identity_disconnected",
      subject: { kind: "member", id: member.id },
      detail: { kind, issuer },
    });
    return { ok: true };
  });
}
