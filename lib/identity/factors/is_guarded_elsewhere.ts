import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/**
 * Whether this house has reset the member, and a factor that does not count here any more stands before another house of
 * theirs.
 */
export async function isGuardedElsewhere(tenantId: string, userId: string): Promise<boolean> {
  const [{ guarded }] = await asTenantRead.one<{ guarded: boolean }>(
    tenantId,
    sql`select gate.is_guarded_elsewhere(${userId}) as guarded`,
  );
  return guarded;
}
