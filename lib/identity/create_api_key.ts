import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { ALL_SCOPES, type ApiKeyScope } from "./api_key_scopes.ts";
import { newApiKeyText } from "./api_key_text.ts";
import { hashBearerSecret } from "./bearer_secret.ts";

export type CreatedApiKey = {
  id: string;
  name: string;
  /** The key itself; it is shown this once and kept nowhere. */
  key: string;
  /** Its last four characters, by which a person tells keys apart. */
  hint: string;
};

type NewKey = {
  /** Made with the empty form, so that sending it twice makes one key. */
  keyId: string;
  name: string;
  /** All of them when absent. */
  scopes?: ApiKeyScope[];
  /** Never when absent. */
  expiresAt?: Date;
  /** Calls; as many as any key may make when absent. */
  perMinute?: number;
  /** In CIDR notation; from anywhere when absent. */
  allowedNetworks?: string[];
  /** The member who makes the key. */
  actor: Actor;
  now: Date;
};

/** `created_before`: the key of this form was shown when it was made, and its text is gone. */
export type KeyCreation = { ok: true; created: CreatedApiKey } | { ok: false; reason: "created_before" };

export async function createApiKey(tenantId: string, newKey: NewKey): Promise<KeyCreation> {
  const { keyId, name, scopes = ALL_SCOPES, expiresAt, perMinute, allowedNetworks = [], actor, now } = newKey;
  const key = newApiKeyText();
  const hint = key.slice(-4);
  return await asTenant(tenantId, async (tx) => {
    const made = await tx.count`
      insert into api_keys (tenant_id, id, name, key_hash, hint, scopes, expires_at, per_minute, allowed_networks,
                            created_by, created_at)
      values (${tx.tenantId}, ${keyId}, ${name}, ${hashBearerSecret(key)}, ${hint}, ${scopes}, ${expiresAt},
              ${perMinute}, ${allowedNetworks}, ${actor.id}, ${now})
      on conflict (tenant_id, id) do nothing`;
    if (made === 0) return { ok: false, reason: "created_before" };
    await recordAudit(tx, {
      actor,
      action: "api_key.created",
      subject: { kind: "api_key", id: keyId },
      detail: {
        name,
        hint,
        scopes: scopes.join(" "),
        ...(expiresAt && { expires_at: expiresAt.toISOString() }),
        ...(perMinute && { per_minute: perMinute }),
        ...(allowedNetworks.length > 0 && { allowed_networks: allowedNetworks.join(" ") }),
      },
    });
    return { ok: true, created: { id: keyId, name, key, hint } };
  });
}
