import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import type { Role } from "@/lib/identity/permissions.ts";
import { type PolicyRow, readPolicy, type SignInPolicy } from "./sign_in_policy/policy.ts";

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

/** Who looks at a page, and how that person wants to see it. */
export type Viewer = Member & {
  /** IANA name; undefined where the tenant's will do. */
  ownTimeZone?: string;
  hidesNextSteps: boolean;
  /** What the tenant asks of every session. */
  policy: SignInPolicy;
};

/** The person as a member of this tenant, as of now; undefined for a stranger. */
export async function findMember(tenantId: string, userId: string): Promise<Viewer | undefined> {
  const [row] = await asTenant.one<Row>(
    tenantId,
    prepared(
      "find member",
      sql`select m.id, m.user_id as "userId", m.name, m.email, m.role, m.joined_at as "joinedAt",
               gate.is_email_proven(m.user_id) as "isEmailProven",
               p.time_zone as "ownTimeZone", p.next_steps_hidden_at is not null as "hidesNextSteps",
               to_json(s) as policy
          from members m
          left join member_preferences p on p.tenant_id = m.tenant_id and p.user_id = m.user_id
          left join sign_in_policies s on s.tenant_id = m.tenant_id
         where m.tenant_id = ${tenantId} and m.user_id = ${userId}`,
    ),
  );
  return row && { ...row, ownTimeZone: row.ownTimeZone ?? undefined, policy: readPolicy(row.policy) };
}

type Row = Omit<Viewer, "ownTimeZone" | "policy"> & { ownTimeZone: string | null; policy: PolicyRow | null };
