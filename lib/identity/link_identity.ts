import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import type { MethodKind } from "./methods/port.ts";
import type { VerifiedIdentity } from "./verified_identity.ts";

export type LinkedIdentity = { ok: true } | { ok: false; reason: "linked_to_other" };

type Linking = {
  kind: MethodKind;
  connectionId?: string;
  identity: Pick<VerifiedIdentity, "issuer" | "subject" | "email">;
  member: { id: string; userId: string; name: string };
  requestId?: string;
  now: Date;
};

/**
 * From here on the identity signs this member in. Only for somebody who has proven to be this member just now, or whom a
 * verified domain brings in; never because two addresses are alike. Twice is once.
 */
export async function linkIdentity(tx: TenantTx, linking: Linking): Promise<LinkedIdentity> {
  const { kind, connectionId, identity: { issuer, subject, email }, member, requestId, now } = linking;
  const row = await tx.row<{ linked: boolean }>`
    select gate.link_identity(${newId()}, ${kind}, ${connectionId}, ${issuer}, ${subject}, ${member.userId},
      ${email}, ${now}) as linked`;
  if (!row!.linked) return { ok: false, reason: "linked_to_other" };
  await recordAudit(tx, {
    actor: { kind: "member", id: member.userId, name: member.name, requestId },
    action: "member.identity_linked",
    subject: { kind: "member", id: member.id },
    detail: { kind, issuer },
  });
  return { ok: true };
}
