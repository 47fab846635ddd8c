import { asTenant } from "@/lib/db/as_tenant.ts";
import { openMemberSession } from "@/lib/identity/open_member_session.ts";
import { type OpenedSession, sessionTokens } from "@/lib/identity/open_session.ts";
import { ownIdentity } from "@/lib/identity/verified_identity.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";

type Opening = { userId: string; audience: string; visitor: Visitor; now: Date };

/** Signs in who has just accepted an invitation with a password, their own or a new one; undefined for no member. */
export async function openFirstSession(
  tenantId: string,
  { userId, audience, visitor, now }: Opening,
): Promise<OpenedSession | undefined> {
  const held = await asTenant(
    tenantId,
    (tx) => openMemberSession(tx, ownIdentity(userId, "pwd"), { audience, visitor, now }),
  );
  return held && await sessionTokens(held, now);
}
