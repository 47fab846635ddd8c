import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { ApiKeyScope } from "./api_key_scopes.ts";

export type ListedApiKey = {
  id: string;
  name: string;
  hint: string;
  scopes: ApiKeyScope[];
  /** Calls; null is as many as any key may make. */
  perMinute: number | null;
  /** In CIDR notation; empty is from anywhere. */
  allowedNetworks: string[];
  /** Name of the member who made it; null when that person has left. */
  createdBy: string | null;
  createdAt: Date;
  /** Null is never. */
  expiresAt: Date | null;
  /** To the minute; null when it was never used. */
  lastUsedAt: Date | null;
  lastUsedFrom: string | null;
  /** Which secret it has: 1 is the first. */
  secretNumber: number;
  rotatedAt: Date | null;
  /** The secret of before, where there is one; it is good until then. */
  previousHint: string | null;
  previousUntil: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
};

/** Every key of the tenant: those in use first, then the revoked ones, the newest of each first. */
export async function listApiKeys(tenantId: string): Promise<ListedApiKey[]> {
  return await asTenant.one<ListedApiKey>(
    tenantId,
    sql`select k.id, k.name, k.hint, k.scopes, k.per_minute as "perMinute", k.allowed_networks as "allowedNetworks",
               maker.name as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
               k.last_used_at as "lastUsedAt", k.last_used_from as "lastUsedFrom",
               k.secret_number as "secretNumber", k.rotated_at as "rotatedAt",
               k.previous_hint as "previousHint", k.previous_until as "previousUntil",
               r.revoked_at as "revokedAt", revoker.name as "revokedBy"
          from api_keys k
          left join api_key_revocations r on r.tenant_id = k.tenant_id and r.key_id = k.id
          left join members maker on maker.tenant_id = k.tenant_id and maker.user_id = k.created_by
          left join members revoker on revoker.tenant_id = k.tenant_id and revoker.user_id = r.revoked_by
         where k.tenant_id = ${tenantId}
         order by r.revoked_at is not null, k.id desc`,
  );
}

export type KeyState = "active" | "expires_soon" | "never_used" | "expired" | "revoked";

const SOON_MS = 14 * 24 * 3_600_000;

/** What a list says of a key in one word. That it ends soon matters more than that it was never used. */
export function stateOfKey(
  { revokedAt, expiresAt, lastUsedAt }: Pick<ListedApiKey, "revokedAt" | "expiresAt" | "lastUsedAt">,
  now: Date,
): KeyState {
  if (revokedAt) return "revoked";
  if (expiresAt && expiresAt <= now) return "expired";
  if (expiresAt && expiresAt.getTime() - now.getTime() < SOON_MS) return "expires_soon";
  return lastUsedAt ? "active" : "never_used";
}
