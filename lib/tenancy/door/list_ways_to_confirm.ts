import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { methodOf, METHODS } from "@/lib/identity/methods.ts";
import type { Method, MethodKind } from "@/lib/identity/methods/port.ts";
import type { LoginRow } from "./login_row.ts";

export type WayToConfirm = { method: Method; connectionId?: string };

/** What a person has set up by which a waiting login can be answered: any of it for a step-up, the strong ones beside a first. */
export async function listWaysToConfirm(
  tx: TenantTx,
  { userId, state }: Pick<LoginRow, "userId" | "state">,
): Promise<WayToConfirm[]> {
  const rows = await tx.rows<{ kind: MethodKind; connectionId: string | null }>`
    select kind, connection_id as "connectionId" from gate.ways_of(${userId})`;
  const ways = rows.flatMap(({ kind, connectionId }) => {
    const method = methodOf(kind);
    if (!method || state === "needs_second_factor" && method.factor === "first") return [];
    return [{ method, connectionId: connectionId ?? undefined }];
  });
  return ways.toSorted((left, right) => METHODS.indexOf(left.method) - METHODS.indexOf(right.method));
}
