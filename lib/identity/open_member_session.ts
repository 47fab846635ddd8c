import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { type HeldSession, openSession } from "./open_session.ts";
import type { VerifiedIdentity } from "./verified_identity.ts";
import type { Visitor } from "./visitor.ts";

/** Opens the session of a member and leaves the audit entry; undefined for whoever is no active member. */
export async function openMemberSession(
  tx: TenantTx,
  identity: VerifiedIdentity,
  opening: { audience: string; visitor: Visitor; now: Date },
): Promise<HeldSession | undefined> {
  const member = await tx.row<{ id: string; name: string }>`
    select m.id, m.name from members m
     where m.tenant_id = ${tx.tenantId} and m.user_id = ${identity.subject}
       and not exists (select from member_deactivations d
                        where d.tenant_id = m.tenant_id and d.user_id = m.user_id)`;
  if (!member) return undefined;
  const { requestId } = opening.visitor;
  // Together, so that both travel in one round trip.
  const [held] = await Promise.all([
    openSession(tx, identity, opening),
    recordAudit(tx, {
      actor: { kind: "member", id: identity.subject, name: member.name, requestId },
      action: "member.signed_in",
      subject: { kind: "member", id: member.id },
      detail: { methods: identity.methods.join(" ") },
    }),
  ]);
  return held;
}
