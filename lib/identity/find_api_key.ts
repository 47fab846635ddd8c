import { timingSafeEqual } from "node:crypto";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import { isApiKeyText } from "./api_key_text.ts";
import { hashBearerSecret } from "./bearer_secret.ts";

/** A key that is good on this tenant's host. */
export type ApiKey = { id: string; name: string };

export type FoundApiKey = { ok: true; apiKey: ApiKey } | { ok: false; reason: "unknown" | "revoked" };

type Row = ApiKey & { key_hash: Uint8Array; is_revoked: boolean };

/** Looks for the key in this tenant alone; when it was last used is noted once a minute. */
export async function findApiKey(
  tenantId: string,
  { key, now }: { key: string; now: Date },
): Promise<FoundApiKey> {
  if (!isApiKeyText(key)) return { ok: false, reason: "unknown" };
  const hash = hashBearerSecret(key);
  const [found] = await asTenant.one<Row>(
    tenantId,
    prepared(
      "find api key",
      sql`
        with found as (
          select k.id, k.name, k.key_hash, r.key_id is not null as is_revoked
            from api_keys k left join api_key_revocations r on r.tenant_id = k.tenant_id and r.key_id = k.id
           where k.tenant_id = ${tenantId} and k.key_hash = ${hash}
        ), noted as (
          update api_keys k set last_used_at = ${now} from found f
           where k.tenant_id = ${tenantId} and k.id = f.id and not f.is_revoked
             and (k.last_used_at is null or k.last_used_at <= ${now}::timestamptz - interval '1 minute')
        )
        select id, name, key_hash, is_revoked from found`,
    ),
  );
  if (!found || !timingSafeEqual(found.key_hash, hash)) return { ok: false, reason: "unknown" };
  if (found.is_revoked) return { ok: false, reason: "revoked" };
  return { ok: true, apiKey: { id: found.id, name: found.name } };
}
