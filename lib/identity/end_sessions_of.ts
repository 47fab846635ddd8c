import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { revokeNow } from "./revocation.ts";

/**
 * Ends all sessions of a person in the entered tenant, for a membership that ends in the same transaction: from the
 * commit on no refresh token is good. @returns their ids, for `revokeAll()` after the commit.
 */
export async function endSessionsOf(
  tx: TenantTx,
  { userId, now }: { userId: string; now: Date },
): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>`
    select id from gate.end_sessions_of(${userId}, ${now}) as ended (id)`;
  return ended.map((it) => it.id);
}

/** Refuses their access tokens at once. Not before the commit: it may come to nothing, and what ended stays ended. */
export async function revokeAll(sessionIds: string[], now: Date): Promise<void> {
  await Promise.all(sessionIds.map((id) => revokeNow(id, now)));
}
