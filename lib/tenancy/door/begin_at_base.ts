import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { BY_SIGN_UP, ownIdentity } from "@/lib/identity/verified_identity.ts";
import { newId } from "@/lib/ids.ts";
import { beginLogin } from "./begin_login.ts";
import { verifyLogin } from "./verify_login.ts";

type Beginning = { userId: string; origin: string; returnPath: string; baseBinding: string; now: Date };

/**
 * For somebody who has proven on the base host who they are, by signing up. The browser takes the login to the tenant's
 * host through `bringLogin()`.
 */
export async function beginAtBase(
  tx: TenantTx,
  { userId, origin, returnPath, baseBinding, now }: Beginning,
): Promise<string> {
  const id = newId();
  await Promise.all([
    beginLogin(tx, { id, purpose: "sign_in", kind: "password", origin, returnPath, baseBinding, now }),
    verifyLogin(tx, { loginId: id, userId, identity: ownIdentity(userId, BY_SIGN_UP), now }),
  ]);
  return id;
}
