import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import type { Role } from "@/lib/identity/permissions.ts";

/** A person in a tenant. */
export type Member = {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: Date;
  /** Whether the person has shown that the address is theirs. */
  isEmailProven: boolean;
};

/** The person as a member of this tenant, as of now; undefined for a stranger. */
export async function findMember(tenantId: string, userId: string): Promise<Member | undefined> {
  const [member] = await asTenant.one<Member>(
    tenantId,
    prepared(
      "find member",
      sql`
        select id, user_id as "userId", name, email, role, joined_at as "joinedAt",
               gate.is_email_proven(user_id) as "isEmailProven"
          from members where tenant_id = ${tenantId} and user_id = ${userId}`,
    ),
  );
  return member;
}
