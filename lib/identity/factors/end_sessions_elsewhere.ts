import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { endSessionsEverywhere, refuseSessionsEverywhere } from "../end_sessions_everywhere.ts";

type Elsewhere = {
  member: { id: string; userId: string };
  /** The session that stays. */
  but: string;
  actor: Actor;
  now: Date;
};

/** All other sessions of the person end, wherever that person lives: what has changed signs in to all of it. */
export async function endSessionsElsewhere(
  tenantId: string,
  { member: { id, userId }, but, actor, now }: Elsewhere,
): Promise<void> {
  await refuseSessionsEverywhere(tenantId, { userId, but, now });
  await asTenant(tenantId, async (tx) => {
    await endSessionsEverywhere(tx, { userId, but, because: "factor_changed", now });
    await recordAudit(tx, {
      actor,
      action: "member.sessions_ended",
      subject: { kind: "member", id },
      detail: { because: "factor_changed" },
    });
  });
}
