import type { TenantTx } from "@/lib/db/as_tenant.ts";

/**
 * Of a step-up: the connection that is asked to confirm; undefined where none is. False where it does not vouch for the
 * person.
 */
export async function chooseConnection(
  tx: TenantTx,
  { loginId, connectionId }: { loginId: string; connectionId?: string },
): Promise<boolean> {
  const row = await tx.row<{ chosen: boolean }>`
    select gate.choose_connection(${loginId}, ${connectionId}) as chosen`;
  return row!.chosen;
}
