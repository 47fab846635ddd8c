import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import type { LoginRow } from "./login_row.ts";
import { type Refusal, refused } from "./refusal.ts";

/** Brings in somebody whom no link names, where the tenant has said that its connection may. Nothing says so yet. */
export function join(
  _tx: TenantTx,
  _joining: { login: Pick<LoginRow, "id" | "connectionId">; identity: VerifiedIdentity; now: Date },
): Promise<{ ok: true; userId: string } | Refusal> {
  return Promise.resolve(refused("not_linked"));
}
