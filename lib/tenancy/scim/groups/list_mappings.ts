import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { AnyRole } from "@/lib/identity/permissions.ts";

export type MappedGroup = {
  id: string;
  name: string;
  members: number;
  /** Null for a group that stands for none. */
  role: Exclude<AnyRole, "owner"> | null;
  roleId: string | null;
  roleName: string | null;
};

/** Every group that the directory has brought, by name, and what it stands for. */
export async function listMappings(tenantId: string): Promise<MappedGroup[]> {
  return await asTenantRead.one<MappedGroup>(
    tenantId,
    sql`select g.id, g.display_name as name, gr.role, gr.role_id as "roleId", r.name as "roleName",
               (select count(*)::int from scim_group_members gm
                 where gm.tenant_id = g.tenant_id and gm.group_id = g.id) as members
          from scim_groups g
          left join scim_group_roles gr on gr.tenant_id = g.tenant_id and gr.group_id = g.id
          left join roles r on r.tenant_id = gr.tenant_id and r.id = gr.role_id
         where g.tenant_id = ${tenantId} order by g.display_name_lc`,
  );
}
