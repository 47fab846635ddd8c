import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { newKeyText } from "@/lib/identity/key_text.ts";

export type ShownToken = {
  id: string;
  name: string;
  /** The token itself; it is shown this once and kept nowhere. */
  token: string;
};

/** Enough for every directory that a tenant may have, and few enough to be read. */
export const MOST_TOKENS = 10;

type NewToken = {
  /** Made with the empty form, so that sending it twice makes one token. */
  tokenId: string;
  name: string;
  actor: Actor;
  now: Date;
};

/** `created_before`: the token of this form was shown when it was made, and its text is gone. */
export type TokenCreation =
  | { ok: true; shown: ShownToken }
  | { ok: false; reason: "created_before" | "too_many" };

/** What a directory shows with each request, on this tenant's host alone. */
export async function createToken(
  tenantId: string,
  { tokenId, name, actor, now }: NewToken,
): Promise<TokenCreation> {
  const token = newKeyText("rs");
  const hint = token.slice(-4);
  return await asTenant(tenantId, async (tx) => {
    const inUse = await tx.row<{ count: number }>`
      select count(*)::int as count from scim_tokens t
       where t.tenant_id = ${tx.tenantId}
         and not exists (select from scim_token_revocations r where r.tenant_id = t.tenant_id and r.token_id = t.id)`;
    const made = inUse!.count >= MOST_TOKENS ? undefined : await tx.count`
      insert into scim_tokens (tenant_id, id, name, token_hash, hint, created_by, created_at)
      values (${tx.tenantId}, ${tokenId}, ${name}, ${hashBearerSecret(token)}, ${hint}, ${actor.id}, ${now})
      on conflict (tenant_id, id) do nothing`;
    if (made === undefined) return { ok: false, reason: "too_many" };
    if (made === 0) return { ok: false, reason: "created_before" };
    await recordAudit(tx, {
      actor,
      action: "scim_token.created",
      subject: { kind: "scim_token", id: tokenId },
      detail: { name, hint },
    });
    return { ok: true, shown: { id: tokenId, name, token } };
  });
}
