import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { refuseSessionsEverywhere } from "../../end_sessions_everywhere.ts";
import { type AddressedMember, findMemberByAddress } from "../../find_member_by_address.ts";

/**
 * The member whom a mail to the address has reached; undefined for nobody here. Where the address was never proven, its
 * sessions, password and links go: whoever set them up was not the one who reads the mail, or sets them up again.
 */
export async function proveByMail(
  tenantId: string,
  { email, now }: { email: string; now: Date },
): Promise<string | undefined> {
  const found = await asTenant(tenantId, (tx) => findMemberByAddress(tx, email));
  if (!found) return undefined;
  if (!found.isProven) await refuseSessionsEverywhere(tenantId, { userId: found.userId, now });
  return await asTenant(tenantId, async (tx) => {
    const row = await tx.row<{ outcome: "proven" | "already_proven" | "email_taken" }>`
      select gate.prove_by_mail(${found.userId}, ${now}) as outcome`;
    if (row!.outcome === "email_taken") return undefined;
    if (row!.outcome === "proven") await recordAudit(tx, proof(found));
    return found.userId;
  });
}

function proof({ id, userId, name }: AddressedMember) {
  return {
    actor: { kind: "member" as const, id: userId, name },
    action: "member.email_verified" as const,
    subject: { kind: "member" as const, id },
  };
}
