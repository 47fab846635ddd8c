import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { type HeldSession, openSession } from "./open_session.ts";
import type { VerifiedIdentity } from "./verified_identity.ts";
import type { Visitor } from "./visitor.ts";

/** Opens the session of a member and leaves the audit entry; undefined for a stranger to the tenant. */
export async function openMemberSession(
  tx: TenantTx,
  identity: VerifiedIdentity,
  opening: { audience: string; visitor: Visitor; now: Date },
): Promise<HeldSession | undefined> {
  const member = await tx.row<{ id: string; name: string }>`
    select id, name from members where tenant_id = ${tx.tenantId} and user_id = ${identity.subject}`;
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
