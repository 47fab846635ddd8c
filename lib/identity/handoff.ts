import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "./bearer_secret.ts";
import { HANDOFF_SECONDS, secondsAfter } from "./lifetimes.ts";
import { openMemberSession } from "./open_member_session.ts";
import { type OpenedSession, sessionTokens } from "./open_session.ts";
import { ownIdentity } from "./verified_identity.ts";
import type { Visitor } from "./visitor.ts";

export type Redeemed = { ok: true; session: OpenedSession } | { ok: false; reason: "invalid_code" };

/** A code that brings a person from the base host into this tenant, once and within a minute. */
export async function issueHandoff(
  tx: TenantTx,
  { userId, now }: { userId: string; now: Date },
): Promise<string> {
  const code = newBearerSecret();
  await tx.rows`
    select gate.add_code(${hashBearerSecret(code)}, 'handoff', ${userId}, ${now}, ${
    secondsAfter(now, HANDOFF_SECONDS)
  })`;
  return code;
}

/** Opens the session that the code stands for. On another tenant's host it is as good as made up. */
export async function redeemHandoff(
  tenantId: string,
  { code, audience, visitor, now }: { code: string; audience: string; visitor: Visitor; now: Date },
): Promise<Redeemed> {
  const held = await asTenant(tenantId, async (tx) => {
    const row = await tx.row<{ person: string | null }>`
      select gate.redeem_handoff(${hashBearerSecret(code)}, ${now}) as person`;
    if (!row?.person) return undefined;
    return await openMemberSession(tx, ownIdentity(row.person, "handoff"), { audience, visitor, now });
  });
  return held ? { ok: true, session: await sessionTokens(held, now) } : { ok: false, reason: "invalid_code" };
}
