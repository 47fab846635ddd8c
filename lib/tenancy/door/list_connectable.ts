import { availableMethods } from "@/lib/identity/methods/methods.ts";
import { type ListedIdentity, listIdentities } from "@/lib/identity/list_identities.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import { nameOfMethod } from "@/lib/identity/methods/methods.ts";
import { listConnections } from "./list_connections.ts";

export type Connectable = { kind: MethodKind; name: string; connectionId?: string };

export type Identities = {
  linked: (ListedIdentity & { name: string })[];
  /** What could sign the person in, and does not yet. */
  others: Connectable[];
};

/** What signs the member in beside a password, and what could. */
export async function listConnectable(tenantId: string, userId: string): Promise<Identities> {
  const [identities, connections] = await Promise.all([
    listIdentities(tenantId, userId),
    listConnections(tenantId),
  ]);
  const linked = identities.map((it) => ({
    ...it,
    name: connections.find(({ id }) => id === it.connectionId)?.name ?? nameOfMethod(it.kind),
  }));
  const others: Connectable[] = [
    ...connections.map(({ id, kind, name }) => ({ kind, name, connectionId: id })),
    ...availableMethods().filter((it) => it.isCentral && !it.isOurs && !it.needsConnection)
      .map(({ kind, name }) => ({ kind, name })),
  ];
  return { linked, others: others.filter((it) => !identities.some((linked) => isOf(linked, it))) };
}

function isOf(linked: ListedIdentity, { kind, connectionId }: Connectable): boolean {
  return linked.kind === kind && linked.connectionId === (connectionId ?? null);
}
