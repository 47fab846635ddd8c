import pg from "pg";
import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { covers, type Grantable } from "@/lib/identity/permissions.ts";
import { heldBy } from "./save_role.ts";

export type RoleDeletion =
  | { ok: true }
  | { ok: false; reason: "not_found" | "in_use" | "invited" | "more_than_you_hold" };

/** Takes a role away that nobody has and no invitation would give. */
export async function deleteRole(
  tenantId: string,
  { roleId, by, actor, now }: { roleId: string; by: string; actor: Actor; now: Date },
): Promise<RoleDeletion> {
  const deletion = asTenant(tenantId, async (tx): Promise<RoleDeletion> => {
    const mine = await heldBy(tx, by);
    const role = await tx.row<{ name: string; permissions: Grantable[]; isInvited: boolean }>`
      select r.name, r.permissions,
             exists (select from invitations i
                      where i.tenant_id = r.tenant_id and i.role_id = r.id and i.revoked_at is null
                        and i.uses < i.most_uses and i.expires_at > ${now}) as "isInvited"
        from roles r where r.tenant_id = ${tx.tenantId} and r.id = ${roleId} for update of r`;
    if (!role) return { ok: false, reason: "not_found" };
    if (!covers(mine, new Set(role.permissions))) return { ok: false, reason: "more_than_you_hold" };
    if (role.isInvited) return { ok: false, reason: "invited" };
    await tx.count`delete from roles where tenant_id = ${tx.tenantId} and id = ${roleId}`;
    await recordAudit(tx, {
      actor,
      action: "role.deleted",
      subject: { kind: "role", id: roleId },
      detail: { name: role.name },
    });
    return { ok: true };
  });
  return await orInUse(deletion);
}

async function orInUse(deletion: Promise<RoleDeletion>): Promise<RoleDeletion> {
  try {
    return await deletion;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === "members_role_fkey") {
      return { ok: false, reason: "in_use" };
    }
    throw error;
  }
}
