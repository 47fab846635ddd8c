import pg from "pg";
import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { covers, type Grantable, type Permissions } from "@/lib/identity/permissions.ts";
import { standings } from "../membership/standing.ts";
import type { RoleFields } from "./role_form.ts";

export type RoleSaved =
  | { ok: true; roleId: string }
  | { ok: false; reason: "not_found" | "name_taken" | "more_than_you_hold" };

type Saving = {
  fields: RoleFields;
  /** Id of the row in `members` of who does it. */
  by: string;
  actor: Actor;
};

/** Makes a role. Nobody puts into it what they may not do themselves. */
export async function createRole(tenantId: string, { fields, by, actor }: Saving): Promise<RoleSaved> {
  return await orNameTaken(asTenant(tenantId, async (tx) => {
    const mine = await heldBy(tx, by);
    if (!covers(mine, new Set(fields.permissions))) return { ok: false, reason: "more_than_you_hold" };
    const roleId = newId();
    await tx.count`
      insert into roles (tenant_id, id, name, permissions)
      values (${tx.tenantId}, ${roleId}, ${fields.name}, ${fields.permissions})`;
    await recordAudit(tx, {
      actor,
      action: "role.created",
      subject: { kind: "role", id: roleId },
      detail: { name: fields.name, permissions: fields.permissions.join(", ") },
    });
    return { ok: true, roleId };
  }));
}

/** Changes a role for everybody who has it, from their next request on. Nobody touches one that holds more than they. */
export async function changeOwnRole(
  tenantId: string,
  { roleId, fields, by, actor }: Saving & { roleId: string },
): Promise<RoleSaved> {
  return await orNameTaken(asTenant(tenantId, async (tx) => {
    const mine = await heldBy(tx, by);
    const before = await tx.row<{ name: string; permissions: Grantable[] }>`
      select name, permissions from roles where tenant_id = ${tx.tenantId} and id = ${roleId} for update`;
    if (!before) return { ok: false, reason: "not_found" };
    if (!covers(mine, new Set([...before.permissions, ...fields.permissions]))) {
      return { ok: false, reason: "more_than_you_hold" };
    }
    await tx.count`
      update roles set name = ${fields.name}, permissions = ${fields.permissions}
       where tenant_id = ${tx.tenantId} and id = ${roleId}`;
    await recordAudit(tx, {
      actor,
      action: "role.changed",
      subject: { kind: "role", id: roleId },
      detail: {
        name: fields.name,
        ...(fields.name !== before.name && { name_before: before.name }),
        permissions: fields.permissions.join(", "),
      },
    });
    return { ok: true, roleId };
  }));
}

/**
 * What a member may put into roles: nothing for who does not manage them. Asked before the role is locked, as whoever
 * gives a role to members does.
 */
export async function heldBy(tx: TenantTx, by: string): Promise<Permissions> {
  const { acting } = await standings(tx, { by, memberId: by });
  const mayManage = acting && !acting.isDeactivated && acting.permissions.has("roles.manage");
  return mayManage ? acting.permissions : new Set();
}

async function orNameTaken(work: Promise<RoleSaved>): Promise<RoleSaved> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === "roles_tenant_id_name_lc_key") {
      return { ok: false, reason: "name_taken" };
    }
    throw error;
  }
}
