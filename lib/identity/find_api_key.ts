import { timingSafeEqual } from "node:crypto";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import type { ApiKeyScope } from "./api_key_scopes.ts";
import { isApiKeyText } from "./api_key_text.ts";
import { hashBearerSecret } from "./bearer_secret.ts";

/** A key that is good on this tenant's host. */
export type ApiKey = {
  id: string;
  name: string;
  scopes: ApiKeyScope[];
  /** Calls; null is as many as any key may make. */
  perMinute: number | null;
};

/** `replaced`: a secret that was rotated away, and whose overlap is over. `elsewhere`: not from where the key is used. */
export type FoundApiKey =
  | { ok: true; apiKey: ApiKey }
  | { ok: false; reason: "unknown" | "revoked" | "expired" | "replaced" | "elsewhere" };

type Asked = {
  key: string;
  /** The exact address of the client; without one, a key with a list of networks is refused. */
  from?: string;
  now: Date;
};

type Row = ApiKey & {
  key_hash: Uint8Array;
  state: "good" | "revoked" | "expired" | "replaced" | "elsewhere";
};

/** Looks for the key in this tenant alone; when and from where it was last used is noted once a minute. */
export async function findApiKey(tenantId: string, { key, from, now }: Asked): Promise<FoundApiKey> {
  if (!isApiKeyText(key)) return { ok: false, reason: "unknown" };
  const hash = hashBearerSecret(key);
  const [found] = await asTenant.one<Row>(
    tenantId,
    prepared(
      "find api key",
      sql`
        with secret as (
          select k.*, k.key_hash as secret_hash, null::timestamptz as secret_until from api_keys k
           where k.tenant_id = ${tenantId} and k.key_hash = ${hash}
          union all
          select k.*, k.previous_hash, k.previous_until from api_keys k
           where k.tenant_id = ${tenantId} and k.previous_hash = ${hash}
        ), found as (
          select k.id, k.name, k.scopes, k.per_minute, k.secret_hash,
                 case
                   when r.key_id is not null then 'revoked'
                   when k.expires_at <= ${now} then 'expired'
                   when k.secret_until <= ${now} then 'replaced'
                   when k.allowed_networks = '{}' then 'good'
                   when exists (select from unnest(k.allowed_networks) n where ${from}::inet <<= n::inet) then 'good'
                   else 'elsewhere'
                 end as state
            from secret k left join api_key_revocations r on r.tenant_id = k.tenant_id and r.key_id = k.id
        ), noted as (
          update api_keys k set last_used_at = ${now}, last_used_from = ${from} from found f
           where k.tenant_id = ${tenantId} and k.id = f.id and f.state = 'good'
             and (k.last_used_at is null or k.last_used_at <= ${now}::timestamptz - interval '1 minute')
        )
        select id, name, scopes, per_minute as "perMinute", secret_hash as key_hash, state from found`,
    ),
  );
  if (!found || !timingSafeEqual(found.key_hash, hash)) return { ok: false, reason: "unknown" };
  const { state, key_hash: _, ...apiKey } = found;
  return state === "good" ? { ok: true, apiKey } : { ok: false, reason: state };
}
