import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** Hash of a member's password; undefined for one who has none, and for a stranger. */
export async function findPhc(tenantId: string, userId: string): Promise<string | undefined> {
  const [{ phc }] = await asTenant.one<{ phc: string | null }>(
    tenantId,
    sql`select gate.password_of(${userId}) as phc`,
  );
  return phc ?? undefined;
}
