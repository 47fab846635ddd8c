import type { Actor } from "@/lib/audit/actor.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import {
  type AnyRole,
  covers,
  type Grantable,
  type Permissions,
  permissionsOf,
} from "@/lib/identity/permissions.ts";

/** What the rules about members ask of one. */
export type Standing = {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: AnyRole;
  roleName?: string;
  permissions: Permissions;
  isDeactivated: boolean;
  /** Whether a group of the directory gives the role. */
  isRoleMapped: boolean;
};

/** Somebody who acts on a member of the same tenant. */
export type Acting = {
  /** Ids of the rows in `members`: who acts, and on whom. */
  by: string;
  memberId: string;
  actor: Actor;
  now: Date;
};

type Row = Omit<Standing, "permissions" | "roleName"> & {
  roleName: string | null;
  granted: Grantable[] | null;
};

/**
 * The two as they are now, and as they stay until the transaction ends: no rule is checked against a role that somebody
 * is just changing.
 */
export async function standings(
  tx: TenantTx,
  { by, memberId }: Pick<Acting, "by" | "memberId">,
): Promise<{ acting?: Standing; target?: Standing }> {
  const rows = await tx.rows<Row>`
    select m.id, m.user_id as "userId", m.name, m.email, m.role, r.name as "roleName", r.permissions as granted,
           exists (select from member_deactivations d
                    where d.tenant_id = m.tenant_id and d.user_id = m.user_id) as "isDeactivated",
           exists (select from scim_users u where u.tenant_id = m.tenant_id and u.member_id = m.id
                      and u.role_is_mapped and m.role <> 'owner') as "isRoleMapped"
      from members m left join roles r on r.tenant_id = m.tenant_id and r.id = m.role_id
     where m.tenant_id = ${tx.tenantId} and m.id = any(${[by, memberId]}::uuid[])
     order by m.id for update of m`;
  const people = rows.map(({ granted, roleName, ...row }): Standing => ({
    ...row,
    roleName: roleName ?? undefined,
    permissions: permissionsOf(row.role, granted),
  }));
  return { acting: people.find((it) => it.id === by), target: people.find((it) => it.id === memberId) };
}

export type NotOverThem = { ok: false; reason: "not_found" | "above_you" | "yourself" };

/** Whether one may decide about the other: an active member, who manages members, and holds all that the other does. */
export function refuseOver(
  { acting, target }: { acting?: Standing; target?: Standing },
): NotOverThem | undefined {
  if (!target) return { ok: false, reason: "not_found" };
  if (acting?.id === target.id) return { ok: false, reason: "yourself" };
  if (!acting || !mayManage(acting) || !covers(acting.permissions, target.permissions)) {
    return { ok: false, reason: "above_you" };
  }
}

export function mayManage({ permissions, isDeactivated }: Standing): boolean {
  return !isDeactivated && permissions.has("members.manage");
}
