import type { MethodKind } from "@/lib/identity/methods/port.ts";

/** A tenant's own identity provider, as the door offers it. */
export type OfferedConnection = { id: string; kind: MethodKind; name: string };

/** Those that are enabled. A tenant cannot have one yet. */
export function listConnections(_tenantId: string): Promise<OfferedConnection[]> {
  return Promise.resolve([]);
}
