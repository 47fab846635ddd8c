import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { Unasked } from "@/lib/identity/methods/port.ts";
import { publicId } from "@/lib/ids.ts";
import { findTenantById } from "../directory.ts";
import { tenantOrigin } from "../host.ts";

type Arriving = Omit<Unasked, "tenantId" | "connectionId"> & { kind: string; connectionId?: string };

/**
 * On the base host, for what a provider posts without having been asked: the address on the tenant's host where a login by
 * that connection begins. Nothing of what was posted counts; whoever's browser it is gets asked who they are.
 */
export async function beginUnasked({ kind, connectionId, ...posted }: Arriving): Promise<URL | undefined> {
  const method = methodOf(kind);
  if (!method?.mayBegin || connectionId === undefined) return undefined;
  const [{ tenantId }] = await atGate<{ tenantId: string | null }>(
    sql`select gate.owner_of_connection(${connectionId}) as "tenantId"`,
  );
  if (tenantId === null || !await method.mayBegin({ ...posted, tenantId, connectionId })) return undefined;
  const tenant = await findTenantById(tenantId);
  return tenant && new URL(`/signin/${kind}/${publicId("con", connectionId)}`, tenantOrigin(tenant.slug));
}
