import { recordAudit } from "@/lib/audit/record.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { AccessClaims } from "./access_token.ts";
import { revokeNow } from "./revocation.ts";

/** Signs out: the access token is refused at once, the refresh token from the commit on. Twice is once. */
export async function endSession(
  session: Pick<AccessClaims, "sessionId" | "userId" | "tenantId">,
  { requestId, now }: { requestId?: string; now: Date },
): Promise<void> {
  const { sessionId, tenantId } = session;
  // First: a process that dies after the commit would leave the access token good.
  await revokeNow(sessionId, now);
  if (tenantId === undefined) {
    await asPlatform(
      "An operator signs out",
      (tx) => tx.rows`select gate.end_operator_session(${sessionId}, ${now})`,
    );
  } else {
    await asTenant(tenantId, async (tx) => {
      const member = await tx.row<{ id: string; name: string }>`
        select id, name from members where tenant_id = ${tx.tenantId} and user_id = ${session.userId}`;
      if (!(await end(tx, sessionId, now)) || !member) return;
      await recordAudit(tx, {
        actor: { kind: "member", id: session.userId, name: member.name, requestId },
        action: "member.signed_out",
        subject: { kind: "member", id: member.id },
      });
    });
  }
}

async function end(tx: Tx, sessionId: string, now: Date): Promise<boolean> {
  const row = await tx.row<{ ended: boolean }>`select gate.end_session(${sessionId}, ${now}) as ended`;
  return row!.ended;
}
