import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { hostedBy, isDenied } from "./find_entrant.ts";

export type ProvenHere = { id: string; userId: string; name: string };

type Asked = { loginId: string; identity: VerifiedIdentity; now: Date };

/**
 * The member who has proven in this browser, minutes ago, to be that member, and whom this house does not let in by what
 * was shown: after an invitation was accepted in a house that takes no password. The identity has to be of the member's
 * own address, so that nobody ties somebody else's to them.
 */
export async function findProvenHere(
  tx: TenantTx,
  { loginId, identity, now }: Asked,
): Promise<ProvenHere | undefined> {
  const { email } = identity;
  if (email === undefined || isDenied(identity)) return undefined;
  const host = hostedBy(identity);
  return await tx.row<ProvenHere>`
    select m.id, m.user_id as "userId", m.name from members m
     where m.tenant_id = ${tx.tenantId} and m.user_id = gate.refused_in_browser_of(${loginId}, ${now})
       and m.email_lc = lower(${email}) and (${host}::text is null or gate.owns_domain(${host}))
       and not exists (select from member_deactivations d
                        where d.tenant_id = m.tenant_id and d.user_id = m.user_id)`;
}
