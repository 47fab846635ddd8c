import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { refuseTestLogin } from "@/lib/identity/connections/test_login.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { failLogin } from "./fail_login.ts";
import type { LoginRow } from "./login_row.ts";
import { noteRefused, wasLookedAt } from "./note_refused.ts";
import type { Refusal } from "./refusal.ts";

/** Where somebody is led who stands on the base host with a login that came to nothing. */
export type TurnedAway = Refusal & {
  /** Of the tenant's host, where one begins again; undefined where not even that is known. */
  origin?: string;
  /** The page that it was begun on, where that was none for signing in. */
  returnPath?: string;
};

/** Ends the login, with an entry about the person where that is known; of a test it is kept what went wrong. */
export async function failAtBase(
  tx: TenantTx,
  { id: loginId, purpose, origin, returnPath, userId, kind, secondKind }: LoginRow,
  { refusal, visitor }: { refusal: Refusal; visitor: Visitor },
): Promise<TurnedAway> {
  await failLogin(tx, loginId, refusal);
  if (purpose === "test") await refuseTestLogin(tx, { loginId, requestId: visitor.requestId, ...refusal });
  else if (userId !== null && wasLookedAt(refusal)) {
    await noteRefused(tx, { userId, kind: secondKind ?? kind, because: refusal.reason, visitor });
  }
  return { ...refusal, origin, ...(purpose !== "sign_in" && { returnPath }) };
}
