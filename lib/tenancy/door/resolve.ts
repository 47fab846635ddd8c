import { config } from "@/lib/config.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { join } from "./join.ts";
import type { LoginRow } from "./login_row.ts";
import { type Refusal, refused } from "./refusal.ts";

type Resolving = {
  login: Pick<LoginRow, "id" | "connectionId" | "purpose">;
  method: Pick<Method, "isOurs">;
  identity: VerifiedIdentity;
  now: Date;
};

/**
 * Who the identity is: the person of a link by `(connection, issuer, subject)`, our own subject, or whom the connection
 * may bring in. An address finds nobody, whoever says that it is verified.
 */
export async function resolve(
  tx: TenantTx,
  { login, method, identity, now }: Resolving,
): Promise<{ ok: true; userId: string } | Refusal> {
  const { issuer, subject } = identity;
  if (method.isOurs) {
    return issuer === config.baseUrl.origin ? { ok: true, userId: subject } : refused("not_linked");
  }
  // Somebody else's word about our own ids would be a key to everybody.
  if (issuer === config.baseUrl.origin) return refused("not_linked");
  // As the row has it, which is what was begun; never as the method says.
  const row = await tx.row<{ person: string | null }>`
    select gate.linked_person(${login.connectionId}, ${issuer}, ${subject}, ${now}) as person`;
  if (row!.person !== null) return { ok: true, userId: row!.person };
  return login.purpose === "sign_in" ? await join(tx, { login, identity, now }) : refused("not_linked");
}
