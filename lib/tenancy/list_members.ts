import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Member } from "./find_member.ts";

/** Everybody in the tenant, the first to join first. */
export async function listMembers(tenantId: string): Promise<Member[]> {
  return await asTenantRead.one<Member>(
    tenantId,
    sql`select id, user_id as "userId", name, email, role, joined_at as "joinedAt",
               gate.is_email_proven(user_id) as "isEmailProven"
          from members where tenant_id = ${tenantId} order by joined_at, id`,
  );
}
