import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { AnyRole } from "@/lib/identity/permissions.ts";

export type ListedInvitation = {
  id: string;
  /** Null for a link. */
  email: string | null;
  /** Whether the person asked for it by a link. */
  isByLink: boolean;
  role: AnyRole;
  roleName: string | null;
  /** Null when that person has left. */
  inviterName: string | null;
  createdAt: Date;
  /** Of its newest token. */
  sentAt: Date;
  expiresAt: Date;
  uses: number;
  mostUses: number;
};

/** Those that were neither used up nor revoked, also when they have run out: they can be sent again. Newest first. */
export async function listInvitations(tenantId: string): Promise<ListedInvitation[]> {
  return await asTenantRead.one<ListedInvitation>(
    tenantId,
    sql`select i.id, i.email, i.link_id is not null as "isByLink", i.role, r.name as "roleName",
               m.name as "inviterName", i.created_at as "createdAt", t.issued_at as "sentAt",
               i.expires_at as "expiresAt", i.uses, i.most_uses as "mostUses"
          from invitations i
          join invitation_tokens t on t.tenant_id = i.tenant_id and t.invitation_id = i.id and t.replaced_at is null
          left join roles r on r.tenant_id = i.tenant_id and r.id = i.role_id
          left join members m on m.tenant_id = i.tenant_id and m.user_id = i.invited_by
         where i.tenant_id = ${tenantId} and i.revoked_at is null and i.uses < i.most_uses
         order by i.created_at desc, i.id desc`,
  );
}
