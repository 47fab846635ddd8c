import type { TenantTx } from "@/lib/db/as_tenant.ts";

/**
 * Ends all sessions of a person in the entered tenant, for a membership that ends in the same transaction: from the
 * commit on no refresh token is good. @returns their ids, for `refuseSessions()` after the commit. Not before it: it may
 * come to nothing. A process that dies in between leaves nothing open, for every page asks whether the person is an
 * active member.
 */
export async function endMembershipSessions(
  tx: TenantTx,
  { userId, because, now }: { userId: string; because: "member_deactivated" | "member_left"; now: Date },
): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>`
    select id from gate.end_member_sessions(${userId}, null, null, ${because}, ${now}) as ended (id)`;
  return ended.map((it) => it.id);
}
