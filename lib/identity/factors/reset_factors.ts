import type { Actor } from "@/lib/audit/actor.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Role } from "../permissions.ts";
import { tellOfFactor } from "./tell_of_factor.ts";

export type ResetFactors = { ok: true } | { ok: false; reason: "not_found" | "yourself" | "owner" };

type Reset = {
  /** Of the row in `members`. */
  memberId: string;
  /** Who does it, with the role that this person has. */
  by: { userId: string; role: Role };
  actor: Actor;
  now: Date;
};

type Row = { user_id: string; role: string };

/**
 * A new start for a member who has lost phone and codes. It holds in this tenant alone: what the person had before
 * does not count here any more, and elsewhere it counts as it did, for no admin decides about another tenant's doors.
 */
export async function resetFactors(
  tenantId: string,
  { memberId, by, actor, now }: Reset,
): Promise<ResetFactors> {
  return await asTenant(tenantId, async (tx) => {
    const member = await tx.row<Row>`
      select user_id, role from members where tenant_id = ${tx.tenantId} and id = ${memberId} for share`;
    if (!member) return { ok: false, reason: "not_found" };
    if (member.user_id === by.userId) return { ok: false, reason: "yourself" };
    if (member.role === "owner" && by.role !== "owner") return { ok: false, reason: "owner" };
    await tx.count`
      insert into factor_resets (tenant_id, user_id, reset_by, reset_at)
      values (${tx.tenantId}, ${member.user_id}, ${by.userId}, ${now})
      on conflict (tenant_id, user_id) do update set reset_by = excluded.reset_by, reset_at = excluded.reset_at`;
    await tellOfFactor(tx, { userId: member.user_id, change: "factors_reset", actor });
    return { ok: true };
  });
}
