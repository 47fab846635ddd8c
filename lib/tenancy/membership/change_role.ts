import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { covers } from "@/lib/identity/permissions.ts";
import { holdRole, type RoleChoice } from "../roles/role_choice.ts";
import { type LastOwner, orLastOwner } from "./keep_an_owner.ts";
import { type Acting, mayManage, type Standing, standings } from "./standing.ts";

export type RoleChange =
  | { ok: true }
  | { ok: false; reason: "not_found" | "above_you" | "unknown_role" | "above_your_role" | "directorys" }
  | LastOwner;

type Change = Acting & { to: RoleChoice };

/**
 * Gives a member another role. Nobody gives more than they hold, or takes from who holds more; so nobody raises
 * themselves, while everybody may step down. An owner is made by `transferOwnership()` alone.
 */
export async function changeRole(tenantId: string, change: Change): Promise<RoleChange> {
  return await orLastOwner(asTenant(tenantId, (tx) => give(tx, change)));
}

async function give(tx: TenantTx, { by, memberId, to, actor }: Change): Promise<RoleChange> {
  const { acting, target } = await standings(tx, { by, memberId });
  if (!target) return { ok: false, reason: "not_found" };
  if (!acting || !mayManage(acting) || !covers(acting.permissions, target.permissions)) {
    return { ok: false, reason: "above_you" };
  }
  if (target.isRoleMapped) return { ok: false, reason: "directorys" };
  const role = await holdRole(tx, to);
  if (!role) return { ok: false, reason: "unknown_role" };
  if (!covers(acting.permissions, role.permissions)) return { ok: false, reason: "above_your_role" };
  await tx.count`
    update members set role = ${to.role}, role_id = ${role.roleId}
     where tenant_id = ${tx.tenantId} and id = ${target.id}`;
  await recordAudit(tx, {
    actor,
    action: "member.role_changed",
    subject: { kind: "member", id: target.id },
    detail: { name: target.name, role_before: calledBefore(target), role: role.name },
  });
  return { ok: true };
}

function calledBefore({ role, roleName }: Standing): string {
  return roleName ?? role;
}
