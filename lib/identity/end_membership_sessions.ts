import type { TenantTx } from "@/lib/db/as_tenant.ts";

/**
 * Ends all sessions of a person in the entered tenant, for a membership that ends in the same transaction: from the
 * commit on no refresh token is good. @returns their ids, for `refuseSessions()` after the commit. Not before it: it may
 * come to nothing, and what ended stays ended.
 */
export async function endMembershipSessions(
  tx: TenantTx,
  { userId, now }: { userId: string; now: Date },
): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>`
    select id from gate.end_membership_sessions(${userId}, ${now}) as ended (id)`;
  return ended.map((it) => it.id);
}
