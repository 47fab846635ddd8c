import { asTenant } from "@/lib/db/as_tenant.ts";
import { prepared, sql } from "@/lib/db/sql.ts";
import { type AnyRole, type Grantable, type Permissions, permissionsOf } from "@/lib/identity/permissions.ts";
import { type PolicyRow, readPolicy, type SignInPolicy } from "./sign_in_policy/policy.ts";

/** A person in a tenant. */
export type Member = {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: AnyRole;
  /** Of a role that the tenant made for itself: UUID and name. */
  roleId?: string;
  roleName?: string;
  /** What the role lets the person do, as of now. */
  permissions: Permissions;
  joinedAt: Date;
  /** Whether the person has shown that the address is theirs. */
  isEmailProven: boolean;
};

/** A house of the same person, at an address of its own. */
export type OtherHouse = { slug: string; name: string };

/** Who looks at a page, and how that person wants to see it. */
export type Viewer = Member & {
  /** IANA name; undefined where the tenant's will do. */
  ownTimeZone?: string;
  hidesNextSteps: boolean;
  /** Where else this person lives; asked for a session alone. */
  otherHouses: OtherHouse[];
  /** What the tenant asks of every session. */
  policy: SignInPolicy;
};

/** A member as the database has it. */
export type MemberRow = Omit<Member, "roleId" | "roleName" | "permissions"> & {
  roleId: string | null;
  roleName: string | null;
  granted: Grantable[] | null;
};

type ViewerRow = MemberRow & {
  ownTimeZone: string | null;
  hidesNextSteps: boolean;
  otherHouses: OtherHouse[] | null;
  policy: PolicyRow | null;
};

/** What `memberOf()` reads, of the tables `m` (members) and `r` (roles). */
export const MEMBER_COLUMNS = sql`
  m.id, m.user_id as "userId", m.name, m.email, m.role, m.role_id as "roleId", r.name as "roleName",
  r.permissions as granted, m.joined_at as "joinedAt", gate.is_email_proven(m.user_id) as "isEmailProven"`;

/**
 * The person as an active member of this tenant, as of now; undefined for a stranger.
 * @param options `sessionId` is the person's own, for where else they live.
 */
export async function findMember(
  tenantId: string,
  userId: string,
  { sessionId }: { sessionId?: string } = {},
): Promise<Viewer | undefined> {
  const [row] = await asTenant.one<ViewerRow>(
    tenantId,
    prepared(
      "find member",
      sql`select ${MEMBER_COLUMNS},
               p.time_zone as "ownTimeZone", p.next_steps_hidden_at is not null as "hidesNextSteps",
               (select json_agg(json_build_object('slug', h.slug, 'name', h.name))
                  from gate.houses_of(${sessionId}) h
                 where h.tenant_id <> ${tenantId} and not h.is_suspended) as "otherHouses",
               to_json(s) as policy
          from members m
          left join roles r on r.tenant_id = m.tenant_id and r.id = m.role_id
          left join member_preferences p on p.tenant_id = m.tenant_id and p.user_id = m.user_id
          left join sign_in_policies s on s.tenant_id = m.tenant_id
         where m.tenant_id = ${tenantId} and m.user_id = ${userId}
           and not exists (select from member_deactivations d
                            where d.tenant_id = m.tenant_id and d.user_id = m.user_id)`,
    ),
  );
  return row && viewerOf(row);
}

export function memberOf({ roleId, roleName, granted, ...row }: MemberRow): Member {
  return {
    ...row,
    permissions: permissionsOf(row.role, granted),
    ...(roleId !== null && { roleId, roleName: roleName! }),
  };
}

function viewerOf({ ownTimeZone, hidesNextSteps, otherHouses, policy, ...row }: ViewerRow): Viewer {
  return {
    ...memberOf(row),
    ownTimeZone: ownTimeZone ?? undefined,
    hidesNextSteps,
    otherHouses: otherHouses ?? [],
    policy: readPolicy(policy),
  };
}
