import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
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

/** @param options `actor` is the member who makes the key. */
export async function createApiKey(
  tenantId: string,
  { name, actor, now }: { name: string; actor: Actor; now: Date },
): Promise<CreatedApiKey> {
  const created = { id: newId(), name, key: newApiKeyText() };
  const hint = created.key.slice(-4);
  await asTenant(tenantId, async (tx) => {
    await tx.count`
      insert into api_keys (tenant_id, id, name, key_hash, hint, created_by, created_at)
      values (${tx.tenantId}, ${created.id}, ${name}, ${
      hashBearerSecret(created.key)
    }, ${hint}, ${actor.id}, ${now})`;
    await recordAudit(tx, {
      actor,
      action: "api_key.created",
      subject: { kind: "api_key", id: created.id },
      detail: { name, hint },
    });
  });
  return { ...created, hint };
}
