import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
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
  /** The member who makes the key. */
  actor: Actor;
  now: Date;
};

/** `created_before`: the key of this form was shown when it was made, and its text is gone. */
export type KeyCreation = { ok: true; created: CreatedApiKey } | { ok: false; reason: "created_before" };

export async function createApiKey(
  tenantId: string,
  { keyId, name, actor, now }: NewKey,
): Promise<KeyCreation> {
  const key = newApiKeyText();
  const hint = key.slice(-4);
  return await asTenant(tenantId, async (tx) => {
    const made = await tx.count`
      insert into api_keys (tenant_id, id, name, key_hash, hint, created_by, created_at)
      values (${tx.tenantId}, ${keyId}, ${name}, ${hashBearerSecret(key)}, ${hint}, ${actor.id}, ${now})
      on conflict (tenant_id, id) do nothing`;
    if (made === 0) return { ok: false, reason: "created_before" };
    await recordAudit(tx, {
      actor,
      action: "api_key.created",
      subject: { kind: "api_key", id: keyId },
      detail: { name, hint },
    });
    return { ok: true, created: { id: keyId, name, key, hint } };
  });
}
