import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Grantable } from "@/lib/identity/permissions.ts";

/** A role that the tenant made for itself. */
export type OwnRole = {
  id: string;
  name: string;
  permissions: Grantable[];
  /** Who has it, by name. */
  members: { id: string; name: string }[];
  /** Of the invitations that wait and would give it. */
  invitations: number;
};

/** All of the tenant's own roles, by name. */
export async function listRoles(tenantId: string, now: Date): Promise<OwnRole[]> {
  return await asTenantRead.one<OwnRole>(
    tenantId,
    sql`select r.id, r.name, r.permissions,
               (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name) order by m.name, m.id), '[]')
                  from members m where m.tenant_id = r.tenant_id and m.role_id = r.id) as members,
               (select count(*) from invitations i
                 where i.tenant_id = r.tenant_id and i.role_id = r.id and i.revoked_at is null
                   and i.uses < i.most_uses and i.expires_at > ${now})::integer as invitations
          from roles r where r.tenant_id = ${tenantId} order by r.name_lc`,
  );
}
