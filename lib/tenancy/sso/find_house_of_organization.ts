import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { publicId } from "@/lib/ids.ts";
import { tenantOrigin } from "../host.ts";

type Named = { organization: string; invitation?: string };

/**
 * Where a login goes on that Auth0 has begun for an organization: by the connection of its tenant, or on that tenant's
 * sign-in page with an invitation of Auth0's. Undefined where no tenant has named the organization.
 */
export async function findHouseOfOrganization({ organization, invitation }: Named): Promise<URL | undefined> {
  const [house] = await atGate<{ slug: string; connectionId: string }>(sql`
    select slug, connection_id as "connectionId" from gate.find_organization(${organization})`);
  if (!house) return undefined;
  const origin = tenantOrigin(house.slug);
  if (!invitation) return new URL(`/signin/auth0/${publicId("con", house.connectionId)}`, origin);
  return new URL(`/signin?invitation=${encodeURIComponent(invitation)}`, origin);
}
