import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";

export type Revocation = { ok: true } | { ok: false; reason: "not_found" | "already_revoked" };

/** The next request with the key is refused. */
export async function revokeApiKey(
  tenantId: string,
  { keyId, actor, now }: { keyId: string; actor: Actor; now: Date },
): Promise<Revocation> {
  return await asTenant(tenantId, async (tx) => {
    const key = await tx.row<{ name: string; hint: string }>`
      select name, hint from api_keys where tenant_id = ${tx.tenantId} and id = ${keyId}`;
    if (!key) return { ok: false, reason: "not_found" };
    const revoked = await tx.count`
      insert into api_key_revocations (tenant_id, key_id, revoked_by, revoked_at)
      values (${tx.tenantId}, ${keyId}, ${actor.id}, ${now}) on conflict do nothing`;
    if (revoked === 0) return { ok: false, reason: "already_revoked" };
    await recordAudit(tx, {
      actor,
      action: "api_key.revoked",
      subject: { kind: "api_key", id: keyId },
      detail: key,
    });
    return { ok: true };
  });
}
