import { timingSafeEqual } from "node:crypto";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { isKeyText } from "@/lib/identity/key_text.ts";

/** A directory that has shown a token of this tenant. */
export type DirectoryToken = { id: string; name: string };

export type FoundToken =
  | { ok: true; token: DirectoryToken }
  | { ok: false; reason: "unknown" }
  /** It was good once, so whose request it is can be said. */
  | { ok: false; reason: "revoked" | "replaced"; token: DirectoryToken };

type Row = DirectoryToken & {
  token_hash: Uint8Array;
  previous_hash: Uint8Array | null;
  previous_until: Date | null;
  is_revoked: boolean;
};

/** Looks for the token in this tenant alone; when it was last used is noted once a minute. */
export async function findToken(
  tenantId: string,
  { token, now }: { token: string; now: Date },
): Promise<FoundToken> {
  if (!isKeyText("rs", token)) return { ok: false, reason: "unknown" };
  const hash = hashBearerSecret(token);
  const [row] = await asTenant.one<Row>(
    tenantId,
    prepared(
      "find scim token",
      sql`
        with found as (
          select t.id, t.name, t.token_hash, t.previous_hash, t.previous_until, r.token_id is not null as is_revoked
            from scim_tokens t
            left join scim_token_revocations r on r.tenant_id = t.tenant_id and r.token_id = t.id
           where t.tenant_id = ${tenantId} and (t.token_hash = ${hash} or t.previous_hash = ${hash})
        ), noted as (
          update scim_tokens t set last_used_at = ${now} from found f
           where t.tenant_id = ${tenantId} and t.id = f.id and not f.is_revoked
             and (t.last_used_at is null or t.last_used_at <= ${now}::timestamptz - interval '1 minute')
        )
        select * from found`,
    ),
  );
  if (!row) return { ok: false, reason: "unknown" };
  const found = { id: row.id, name: row.name };
  const isCurrent = timingSafeEqual(row.token_hash, hash);
  const isPrevious = row.previous_hash !== null && timingSafeEqual(row.previous_hash, hash);
  if (!isCurrent && !isPrevious) return { ok: false, reason: "unknown" };
  if (row.is_revoked) return { ok: false, reason: "revoked", token: found };
  if (!isCurrent && row.previous_until! <= now) return { ok: false, reason: "replaced", token: found };
  return { ok: true, token: found };
}
