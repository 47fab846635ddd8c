import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newApiKeyText } from "./api_key_text.ts";
import { hashBearerSecret } from "./bearer_secret.ts";
import type { CreatedApiKey } from "./create_api_key.ts";
import { secondsAfter } from "./lifetimes.ts";

export const MOST_OVERLAP_DAYS = 7;

type Rotating = {
  keyId: string;
  /** Which secret is to be replaced, as the form showed it: sent twice, it replaces one. */
  secretNumber: number;
  /** For how long the secret of before still works; 0 is not at all. */
  overlapDays: number;
  actor: Actor;
  now: Date;
};

export type KeyRotation =
  | { ok: true; created: CreatedApiKey }
  | { ok: false; reason: "not_found" | "revoked" | "expired" | "rotated_before" };

type Key = { name: string; hint: string; secretNumber: number; isRevoked: boolean; isExpired: boolean };

/** A new secret for the same key, shown this once. The one of before works on for the overlap, and no other does. */
export async function rotateApiKey(tenantId: string, rotating: Rotating): Promise<KeyRotation> {
  const { keyId, secretNumber, overlapDays, actor, now } = rotating;
  const key = newApiKeyText();
  const hint = key.slice(-4);
  const until = secondsAfter(now, overlapDays * 24 * 3600);
  return await asTenant(tenantId, async (tx) => {
    const before = await tx.row<Key>`
      select k.name, k.hint, k.secret_number as "secretNumber", r.key_id is not null as "isRevoked",
             coalesce(k.expires_at <= ${now}, false) as "isExpired"
        from api_keys k left join api_key_revocations r on r.tenant_id = k.tenant_id and r.key_id = k.id
       where k.tenant_id = ${tx.tenantId} and k.id = ${keyId} for update of k`;
    if (!before) return { ok: false, reason: "not_found" };
    if (before.isRevoked) return { ok: false, reason: "revoked" };
    if (before.isExpired) return { ok: false, reason: "expired" };
    if (before.secretNumber !== secretNumber) return { ok: false, reason: "rotated_before" };
    await tx.count`
      update api_keys
         set previous_hash = key_hash, previous_hint = hint, previous_until = ${until},
             key_hash = ${
      hashBearerSecret(key)
    }, hint = ${hint}, secret_number = secret_number + 1, rotated_at = ${now}
       where tenant_id = ${tx.tenantId} and id = ${keyId}`;
    await recordAudit(tx, {
      actor,
      action: "api_key.rotated",
      subject: { kind: "api_key", id: keyId },
      detail: { name: before.name, hint, replaced_hint: before.hint, overlap_days: overlapDays },
    });
    return { ok: true, created: { id: keyId, name: before.name, key, hint } };
  });
}
