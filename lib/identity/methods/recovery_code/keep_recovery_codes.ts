import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";

/** The person says that the codes are in a safe place. */
export async function keepRecoveryCodes(
  tenantId: string,
  { userId, now }: { userId: string; now: Date },
): Promise<void> {
  await asTenant.one(tenantId, sql`select gate.keep_recovery_codes(${userId}, ${now})`);
}
