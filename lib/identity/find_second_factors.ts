import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { MethodKind } from "./methods/port.ts";

/** What the member has set up beside a first factor, as far as it counts in this tenant. */
export async function findSecondFactors(tenantId: string, userId: string): Promise<MethodKind[]> {
  const [{ kinds }] = await asTenantRead.one<{ kinds: MethodKind[] }>(
    tenantId,
    sql`select gate.second_factors_of(${userId}) as kinds`,
  );
  return kinds;
}
