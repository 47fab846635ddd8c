import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { MethodKind } from "./methods/port.ts";
import type { Wallet } from "./wallet.ts";

export type ListedIdentity = {
  id: string;
  kind: MethodKind;
  /** The tenant's connection that vouches; null for a provider of everybody. */
  connectionId: string | null;
  issuer: string;
  /** As the provider said it. */
  email: string | null;
  linkedAt: Date;
  lastUsedAt: Date | null;
  wallets: Wallet[];
};

/** What signs the member in here beside a password: links that are theirs everywhere, and those of this tenant's connections. */
export async function listIdentities(tenantId: string, userId: string): Promise<ListedIdentity[]> {
  return await asTenantRead.one<ListedIdentity>(
    tenantId,
    sql`select id, kind, connection_id as "connectionId", issuer, email, linked_at as "linkedAt",
               last_used_at as "lastUsedAt", wallets
          from gate.identities_of(${userId})`,
  );
}
