import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { newKeyText } from "@/lib/identity/key_text.ts";
import { secondsAfter } from "@/lib/identity/lifetimes.ts";
import type { ShownToken } from "./create_token.ts";

/** For how long the text of before still works: the directory's own console may be another person's. */
export const OVERLAP_HOURS = 24;

type Rotating = {
  tokenId: string;
  /** Which text is to be replaced, as the form showed it: sent twice, it replaces one. */
  rotation: number;
  actor: Actor;
  now: Date;
};

export type TokenRotation =
  | { ok: true; shown: ShownToken }
  | { ok: false; reason: "not_found" | "revoked" | "rotated_before" };

type Before = { name: string; hint: string; rotation: number; isRevoked: boolean };

/** A new text for the same token, shown this once. The one of before works on for a day, and no other does. */
export async function rotateToken(
  tenantId: string,
  { tokenId, rotation, actor, now }: Rotating,
): Promise<TokenRotation> {
  const token = newKeyText("rs");
  const hint = token.slice(-4);
  const until = secondsAfter(now, OVERLAP_HOURS * 3_600);
  return await asTenant(tenantId, async (tx) => {
    const before = await tx.row<Before>`
      select t.name, t.hint, t.rotation, r.token_id is not null as "isRevoked"
        from scim_tokens t
        left join scim_token_revocations r on r.tenant_id = t.tenant_id and r.token_id = t.id
       where t.tenant_id = ${tx.tenantId} and t.id = ${tokenId} for update of t`;
    if (!before) return { ok: false, reason: "not_found" };
    if (before.isRevoked) return { ok: false, reason: "revoked" };
    if (before.rotation !== rotation) return { ok: false, reason: "rotated_before" };
    await tx.count`
      update scim_tokens
         set previous_hash = token_hash, previous_hint = hint, previous_until = ${until},
             token_hash = ${
      hashBearerSecret(token)
    }, hint = ${hint}, rotation = rotation + 1, rotated_at = ${now}
       where tenant_id = ${tx.tenantId} and id = ${tokenId}`;
    await recordAudit(tx, {
      actor,
      action: "scim_token.rotated",
      subject: { kind: "scim_token", id: tokenId },
      detail: { name: before.name, hint, replaced_hint: before.hint, overlap_hours: OVERLAP_HOURS },
    });
    return { ok: true, shown: { id: tokenId, name: before.name, token } };
  });
}
