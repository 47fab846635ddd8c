import { asTenant } from "@/lib/db/as_tenant.ts";
import { endSessions } from "@/lib/identity/end_sessions.ts";
import { type Acting, type NotOverThem, refuseOver, standings } from "./standing.ts";

/** Signs a member out of this tenant everywhere; they may sign in again. @returns how many sessions that were. */
export async function endMemberSessions(
  tenantId: string,
  acting: Acting,
): Promise<{ ok: true; ended: number } | NotOverThem> {
  const { actor, now } = acting;
  const { acting: by, target } = await asTenant(tenantId, (tx) => standings(tx, acting));
  const refusal = refuseOver({ acting: by, target });
  if (refusal) return refusal;
  const { id, userId } = target!;
  // Not in one transaction: the access tokens are refused before the sessions end, and that waits on the network.
  const because = "revoked_by_admin";
  const ended = await endSessions(tenantId, { member: { id, userId }, which: "all", because, actor, now });
  return { ok: true, ended };
}
