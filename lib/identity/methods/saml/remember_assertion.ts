import { createHash } from "node:crypto";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { CLOCK_SKEW_MS } from "./instant.ts";

type Taken = { tenantId: string; connectionId: string; assertionId: string; until: Date; now: Date };

/**
 * True the first time for an assertion of a connection, false until it has ended. Beside the request, which is answered
 * once: whoever writes two requests' ids into one assertion still gets one login.
 */
export async function rememberAssertion(
  { tenantId, connectionId, assertionId, until, now }: Taken,
): Promise<boolean> {
  const hash = createHash("sha256").update(assertionId).digest();
  const forgetAt = new Date(until.getTime() + CLOCK_SKEW_MS);
  const taken = await asTenant.one(
    tenantId,
    sql`insert into saml_assertions (tenant_id, connection_id, assertion_hash, forget_at)
        values (${tenantId}, ${connectionId}, ${hash}, ${forgetAt}) on conflict do nothing returning forget_at`,
    [sql`delete from saml_assertions where tenant_id = ${tenantId} and forget_at < ${now}`],
  );
  return taken.length === 1;
}
