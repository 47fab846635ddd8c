import type { Purpose } from "@/lib/identity/methods/port.ts";
import { type OpenedSession, sessionTokens } from "@/lib/identity/open_session.ts";
import type { KeptForm } from "./kept_form.ts";
import type { LoginRow } from "./login_row.ts";
import type { Redeemed } from "./redeem.ts";
import type { Refusal } from "./refusal.ts";

/** How a login ends on the tenant's host. */
export type Arrived =
  | {
    ok: true;
    purpose: Purpose;
    loginId: string;
    returnPath: string;
    /** Of a sign-in. */
    session?: OpenedSession;
    /** Of a step-up: what was posted and goes on now. */
    keptForm?: KeptForm;
  }
  | { ok: false; reason: "needs_second_factor"; loginId: string }
  | Refusal & { purpose?: Purpose; returnPath?: string };

/** After the commit: the tokens are made outside of the transaction. */
export async function arrived(
  { login, redeemed }: { login: LoginRow; redeemed: Redeemed },
  now: Date,
): Promise<Arrived> {
  const { id: loginId, purpose, returnPath } = login;
  if (!redeemed.ok) return { ...redeemed, purpose, returnPath };
  const session = redeemed.purpose === "sign_in" ? await sessionTokens(redeemed.held, now) : undefined;
  const keptForm = redeemed.purpose === "step_up" ? redeemed.keptForm : undefined;
  return { ok: true, purpose, loginId, returnPath, session, keptForm };
}
