import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Foreseen } from "@/lib/identity/connections/test_login.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { findEntrant } from "./find_entrant.ts";
import { roleOfGroups } from "./role_of_groups.ts";

type Asked = { connectionId: string; identity: VerifiedIdentity; now: Date };
type Member = { name: string; email: string; role: string; isActive: boolean };
type Rules = { appliesGroups: boolean; defaultRole: "read_only" | "member" };

/** What a sign-in by this identity would lead to; nothing is changed. */
export async function foresee(tx: TenantTx, { connectionId, identity, now }: Asked): Promise<Foreseen> {
  const { issuer, subject, email, name, groups = [] } = identity;
  const said = { issuer, subject, email, name, groups };
  const linked = await tx.row<Member>`
    select m.name, m.email, coalesce(r.name, m.role) as role,
           not exists (select from member_deactivations d
                        where d.tenant_id = m.tenant_id and d.user_id = m.user_id) as "isActive"
      from members m left join roles r on r.tenant_id = m.tenant_id and r.id = m.role_id
     where m.tenant_id = ${tx.tenantId}
       and m.user_id = gate.linked_person(${connectionId}, ${issuer}, ${subject}, ${now})`;
  if (linked) {
    const { role, isActive, ...person } = linked;
    return {
      ...said,
      person: { ...person, isNew: false },
      role: role === "owner" ? role : await roleNow(tx, { connectionId, groups, otherwise: role }),
      ...(isActive ? {} : { refusal: "not_a_member" }),
    };
  }
  const entrant = await findEntrant(tx, { connectionId, identity, isTest: true });
  if (!entrant.ok) return { ...said, person: null, role: null, refusal: entrant.reason };
  return {
    ...said,
    person: { name: entrant.name, email: entrant.email, isNew: true },
    role: entrant.roleName,
  };
}

type Deciding = { connectionId: string; groups: string[]; otherwise: string };

async function roleNow(tx: TenantTx, { connectionId, groups, otherwise }: Deciding): Promise<string> {
  const rules = await tx.row<Rules>`
    select applies_groups as "appliesGroups", default_role as "defaultRole"
      from sso_connections where tenant_id = ${tx.tenantId} and id = ${connectionId}`;
  if (!rules?.appliesGroups) return otherwise;
  const defaultRole = { role: rules.defaultRole };
  return (await roleOfGroups(tx, { connectionId, groups, defaultRole })).held.name;
}
