import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { hostedBy, isDenied } from "./find_entrant.ts";

export type Expected = { id: string; userId: string; name: string };

/**
 * Whom the tenant's directory has brought under the address of the identity, for a first sign-in by the tenant's own
 * connection. Only somebody who has no other way in and no other house, under an address in a domain that this very tenant
 * has proven: whoever else has the address shows first that it is the same person.
 */
export async function findExpected(
  tx: TenantTx,
  { connectionId, identity }: { connectionId: string; identity: VerifiedIdentity },
): Promise<Expected | undefined> {
  const { email } = identity;
  if (email === undefined || isDenied(identity)) return undefined;
  const host = hostedBy(identity);
  const member = await tx.row<Expected>`
    select m.id, m.user_id as "userId", m.name
      from members m join sso_connections c on c.tenant_id = m.tenant_id and c.id = ${connectionId}
     where (${host}::text is null or gate.owns_domain(${host})) and m.tenant_id = ${tx.tenantId} and m.user_id = gate.directory_user_of(${email}) and c.state = 'enabled'
       for update of m`;
  if (!member) return undefined;
  // Of two identities of one address the second has waited, and the person is linked by now.
  const still = await tx.row<{ userId: string | null }>`select gate.directory_user_of(${email}) as "userId"`;
  return still?.userId === member.userId ? member : undefined;
}
