import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { LookUp } from "./look_up_token.ts";

/** Why a domain is not proven, or was not found to be so the last time. */
export type DomainRefusal = Extract<LookUp, { ok: false }>["reason"] | "taken";

export type Domain = {
  id: string;
  /** In ASCII, such as `xn--bcher-kva.example`. */
  domain: string;
  token: string;
  addedAt: Date;
  provenAt: Date | null;
  lastCheckedAt: Date | null;
  /** Null where the last look found the record. */
  lastRefusal: DomainRefusal | null;
  /** Of a proven one whose record has gone away; the proof stays. */
  missingSince: Date | null;
};

/** The tenant's domains in the order of the alphabet. */
export async function listDomains(tenantId: string): Promise<Domain[]> {
  return await asTenantRead.one<Domain>(
    tenantId,
    sql`select id, domain, token, added_at as "addedAt", proven_at as "provenAt", last_checked_at as "lastCheckedAt",
               last_refusal as "lastRefusal", missing_since as "missingSince"
          from sso_domains where tenant_id = ${tenantId} order by domain`,
  );
}
