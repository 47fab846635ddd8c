import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";

type Change = {
  keyId: string;
  name: string;
  /** Calls; as many as any key may make when absent. */
  perMinute?: number;
  /** In CIDR notation; empty is from anywhere. */
  allowedNetworks: string[];
  actor: Actor;
};

export type KeyChange = { ok: true } | { ok: false; reason: "not_found" | "revoked" };

/** Takes effect with the next call. */
export async function changeApiKey(tenantId: string, change: Change): Promise<KeyChange> {
  const { keyId, name, perMinute, allowedNetworks, actor } = change;
  return await asTenant(tenantId, async (tx) => {
    const key = await tx.row<{ isRevoked: boolean }>`
      select r.key_id is not null as "isRevoked"
        from api_keys k left join api_key_revocations r on r.tenant_id = k.tenant_id and r.key_id = k.id
       where k.tenant_id = ${tx.tenantId} and k.id = ${keyId}`;
    if (!key) return { ok: false, reason: "not_found" };
    if (key.isRevoked) return { ok: false, reason: "revoked" };
    const changed = await tx.count`
      update api_keys set name = ${name}, per_minute = ${perMinute}, allowed_networks = ${allowedNetworks}
       where tenant_id = ${tx.tenantId} and id = ${keyId}
         and (name, per_minute, allowed_networks) is distinct from (${name}, ${perMinute}::integer, ${allowedNetworks}::text[])`;
    if (changed === 0) return { ok: true };
    await recordAudit(tx, {
      actor,
      action: "api_key.changed",
      subject: { kind: "api_key", id: keyId },
      detail: {
        name,
        per_minute: perMinute ?? null,
        allowed_networks: allowedNetworks.join(" ") || "anywhere",
      },
    });
    return { ok: true };
  });
}
