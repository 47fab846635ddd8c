import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Refusal } from "./refusal.ts";

/** Ends a login for good, and says why in its row. */
export async function failLogin<R extends Refusal>(tx: TenantTx, loginId: string, refusal: R): Promise<R> {
  await tx.rows`select gate.fail_login(${loginId}, ${refusal.reason})`;
  return refusal;
}
