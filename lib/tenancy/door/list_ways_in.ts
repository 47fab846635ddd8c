import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { availableMethods } from "@/lib/identity/methods/methods.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import { allowsMethod, type PolicyRow, readPolicy, selectPolicy } from "../sign_in_policy/policy.ts";
import { listConnections, type OfferedConnection } from "./list_connections.ts";

export type WaysIn = {
  /** Of this installation that this tenant allows, in the order of the page. */
  methods: Method[];
  connections: OfferedConnection[];
};

/** What the sign-in page offers. */
export async function listWaysIn(tenantId: string): Promise<WaysIn> {
  // Together, so that both travel in one round trip.
  const [[row], connections] = await Promise.all([
    asTenantRead.one<PolicyRow>(tenantId, selectPolicy(tenantId)),
    listConnections(tenantId),
  ]);
  const policy = readPolicy(row);
  const methods = availableMethods()
    .filter((it) => it.factor !== "second" && !it.needsConnection && allowsMethod(policy, it.kind));
  return { methods, connections: connections.filter((it) => allowsMethod(policy, it.kind)) };
}
