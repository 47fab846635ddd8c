import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import type { ConnectionKind } from "@/lib/identity/connections/connection.ts";
import { publicId } from "@/lib/ids.ts";
import { domainOf } from "../domains/read_domain.ts";
import { tenantOrigin } from "../host.ts";

/**
 * Where somebody signs in who says an address, by its domain alone: nobody is looked up, so that the answer tells
 * nobody who lives anywhere. Undefined where no tenant that has proven the domain has a connection enabled.
 */
export async function findWayHome(email: string): Promise<URL | undefined> {
  const domain = domainOf(email);
  if (!domain) return undefined;
  const [door] = await atGate<{ slug: string; connectionId: string | null; kind: ConnectionKind | null }>(sql`
    select slug, connection_id as "connectionId", kind from gate.find_sso_door(${domain})`);
  if (!door) return undefined;
  const { slug, connectionId, kind } = door;
  const path = connectionId === null ? "/signin" : `/signin/${kind}/${publicId("con", connectionId)}`;
  return new URL(path, tenantOrigin(slug));
}
