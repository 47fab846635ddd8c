import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";

export type TokenRevocation = { ok: true } | { ok: false; reason: "not_found" | "already_revoked" };

/** The directory's next request is refused. Whom it has brought stays. */
export async function revokeToken(
  tenantId: string,
  { tokenId, actor, now }: { tokenId: string; actor: Actor; now: Date },
): Promise<TokenRevocation> {
  return await asTenant(tenantId, async (tx) => {
    const token = await tx.row<{ name: string; hint: string }>`
      select name, hint from scim_tokens where tenant_id = ${tx.tenantId} and id = ${tokenId}`;
    if (!token) return { ok: false, reason: "not_found" };
    const revoked = await tx.count`
      insert into scim_token_revocations (tenant_id, token_id, revoked_by, revoked_at)
      values (${tx.tenantId}, ${tokenId}, ${actor.id}, ${now}) on conflict do nothing`;
    if (revoked === 0) return { ok: false, reason: "already_revoked" };
    await recordAudit(tx, {
      actor,
      action: "scim_token.revoked",
      subject: { kind: "scim_token", id: tokenId },
      detail: token,
    });
    return { ok: true };
  });
}
