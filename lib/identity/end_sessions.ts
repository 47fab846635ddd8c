import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { type EndReason, listOperatorSessions, listSessions, type Sessions } from "./list_sessions.ts";
import { revokeNow } from "./revocation.ts";

/** Which of a person's sessions: one, all but one, or all. */
export type Which = { only: string } | { but: string } | "all";

export type Ending = {
  /** Whose sessions they are. */
  member: { id: string; userId: string };
  which: Which;
  because: EndReason;
  actor: Actor;
  now: Date;
};

/**
 * Ends sessions of a member on this tenant's host: their access tokens are refused at once in every process, their
 * refresh tokens from the commit on.
 * @returns how many; a session that is not the member's is none.
 */
export async function endSessions(tenantId: string, ending: Ending): Promise<number> {
  const { member, which, now } = ending;
  // First: a process that dies after the commit would leave the access tokens good.
  const known = idsOf(await listSessions(tenantId, { userId: member.userId, now }), which);
  await refuseSessions(known, now);
  const ended = await asTenant(tenantId, (tx) => endIn(tx, ending));
  await refuseSessions(ended.filter((it) => !known.includes(it)), now);
  return ended.length;
}

async function endIn(tx: TenantTx, ending: Ending): Promise<string[]> {
  const { member, which, because, actor, now } = ending;
  const { only, but } = bounds(which);
  const ended = await tx.rows<{ id: string }>`
    select id from gate.end_member_sessions(${member.userId}, ${only}, ${but}, ${because}, ${now}) as id`;
  if (ended.length > 0) await recordEnd(tx, { member, because, actor, count: ended.length });
  return ended.map((it) => it.id);
}

/** Refuses the access tokens of these sessions from now on. */
export async function refuseSessions(sessionIds: string[], now: Date): Promise<void> {
  await Promise.all(sessionIds.map((it) => revokeNow(it, now)));
}

type OperatorEnding = { userId: string; which: Which; operator: string; now: Date };

/** An operator's own, on the base host. @returns how many. */
export async function endOperatorSessions({ userId, which, operator, now }: OperatorEnding): Promise<number> {
  const known = idsOf(await listOperatorSessions({ userId, now, operator }), which);
  await refuseSessions(known, now);
  const { only, but } = bounds(which);
  const ended = await asPlatform(`${operator} ends their own sessions`, (tx) =>
    tx.rows<{ id: string }>`
      select id from gate.end_operator_sessions(${userId}, ${only}, ${but}, 'revoked_by_self', ${now}) as id`);
  await refuseSessions(ended.map((it) => it.id).filter((it) => !known.includes(it)), now);
  return ended.length;
}

function idsOf({ open }: Sessions, which: Which): string[] {
  const { only, but } = bounds(which);
  return open.map((it) => it.id).filter((it) => it !== but && (only === undefined || it === only));
}

function bounds(which: Which): { only?: string; but?: string } {
  return which === "all" ? {} : which;
}

type Recorded = Pick<Ending, "member" | "because" | "actor"> & { count: number };

async function recordEnd(tx: TenantTx, { member, because, actor, count }: Recorded) {
  await recordAudit(tx, {
    actor,
    action: "member.sessions_ended",
    subject: { kind: "member", id: member.id },
    detail: { sessions: count, because },
  });
}
