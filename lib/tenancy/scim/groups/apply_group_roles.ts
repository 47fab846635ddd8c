import type { Actor } from "@/lib/audit/actor.ts";
import { recordAuditOfMany } from "@/lib/audit/record_of_many.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { permissionsOf } from "@/lib/identity/permissions.ts";
import { LOWEST_ROLE } from "../users/create_user.ts";

type Given = {
  id: string;
  name: string;
  roleBefore: string;
  role: string;
};

const [MEMBER, READ_ONLY] = (["member", "read_only"] as const).map((it) => permissionsOf(it, null).size);

/**
 * Gives each of these members the role of their groups: of several the one that may do most. Who was given a role this
 * way and is in no such group any more gets the lowest. Owners stay what they are, and whoever was never in such a group
 * keeps the role that somebody gave by hand. The transaction holds the members already.
 */
export async function applyGroupRoles(
  tx: TenantTx,
  { memberIds, actor }: { memberIds: string[]; actor: Actor },
): Promise<void> {
  if (memberIds.length === 0) return;
  const given = await tx.rows<Given>`
    with wanted as (
      select m.id, m.name, coalesce(before.name, m.role) as "roleBefore", best.role, best.role_id,
             coalesce(best.name, best.role, ${LOWEST_ROLE}) as called, u.role_is_mapped
        from scim_users u
        join members m on m.tenant_id = u.tenant_id and m.id = u.member_id
        left join roles before on before.tenant_id = m.tenant_id and before.id = m.role_id
        left join lateral (
          select gr.role, gr.role_id, r.name
            from scim_group_members gm
            join scim_group_roles gr on gr.tenant_id = gm.tenant_id and gr.group_id = gm.group_id
            left join roles r on r.tenant_id = gr.tenant_id and r.id = gr.role_id
           where gm.tenant_id = u.tenant_id and gm.member_id = u.member_id
           order by case gr.role when 'admin' then 1000 when 'custom' then cardinality(r.permissions)
                                 when 'member' then ${MEMBER}::int else ${READ_ONLY}::int end desc, r.name_lc
           limit 1
        ) best on true
       where u.tenant_id = ${tx.tenantId} and u.member_id = any(${memberIds}::uuid[]) and m.role <> 'owner'
    ), given as (
      update members m set role = coalesce(w.role, ${LOWEST_ROLE}), role_id = w.role_id
        from wanted w
       where m.tenant_id = ${tx.tenantId} and m.id = w.id and (w.role is not null or w.role_is_mapped)
         and (m.role, m.role_id) is distinct from (coalesce(w.role, ${LOWEST_ROLE}), w.role_id)
      returning m.id
    ), marked as (
      update scim_users u set role_is_mapped = w.role is not null
        from wanted w
       where u.tenant_id = ${tx.tenantId} and u.member_id = w.id
         and u.role_is_mapped is distinct from (w.role is not null)
    )
    select w.id, w.name, w."roleBefore", w.called as role from wanted w join given on given.id = w.id`;
  await recordAuditOfMany(
    tx,
    given.map(({ id, name, roleBefore, role }) => ({
      actor,
      action: "member.role_changed" as const,
      subject: { kind: "member" as const, id },
      detail: { name, role_before: roleBefore, role },
    })),
  );
}
