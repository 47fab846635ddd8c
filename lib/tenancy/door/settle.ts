import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { keepWallets } from "@/lib/identity/keep_wallets.ts";
import { isOpen } from "../sso/is_open.ts";
import type { LoginRow } from "./login_row.ts";
import { type Refusal, refused } from "./refusal.ts";
import { resolve } from "./resolve.ts";
import { verifyLogin } from "./verify_login.ts";

export type Settled =
  | { ok: true; state: "verified" | "needs_second_factor"; userId?: string }
  | Refusal;

type Settling = { login: LoginRow; method: Method; identity: VerifiedIdentity; now: Date };

/**
 * Writes down what a method has found out. Nothing is opened or linked here: an answer may have come to the browser of
 * somebody who was led here, so that waits for the tenant's own host, which knows who began.
 */
export async function settle(tx: TenantTx, settling: Settling): Promise<Settled> {
  const { login, identity, now } = settling;
  const { connectionId, purpose, kind } = login;
  if (connectionId !== null && purpose !== "test" && !(await isOpen(tx, { connectionId, kind }))) {
    return refused("connection_closed");
  }
  const found = await personOf(tx, settling);
  if (!found.ok) return found;
  const { userId } = found;
  if (login.userId !== null && userId !== login.userId) return refused("other_person");
  const notes = login.purpose === "link" || login.purpose === "test" ? { identity } : undefined;
  const state = await verifyLogin(tx, { loginId: login.id, userId, connectionId, identity, notes, now });
  if (userId && login.purpose === "sign_in") await keepWallets(tx, { identity, userId, now });
  return state === null ? refused("over") : { ok: true, state, userId };
}

/** A link says whose the identity will be, a test is about nobody, and the rest has to find out. */
async function personOf(
  tx: TenantTx,
  { login, method, identity, now }: Settling,
): Promise<{ ok: true; userId?: string } | Refusal> {
  if (login.purpose === "test") return { ok: true };
  if (login.purpose === "link" && !method.isOurs) return { ok: true, userId: login.userId ?? undefined };
  return await resolve(tx, { login, method, identity, now });
}
