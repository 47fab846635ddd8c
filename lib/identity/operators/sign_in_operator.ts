import { config } from "@/lib/config.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import type { CheckedPassword } from "../check_password.ts";
import { type OpenedSession, openOperatorSession, sessionTokens } from "../open_session.ts";
import type { Visitor } from "../visitor.ts";
import { checkOperatorPassword } from "./check_operator_password.ts";
import { listOperatorFactors, type OperatorFactor } from "./show_operator_factor.ts";
import { sealShownPassword } from "./shown_password.ts";

type Attempt = { email: string; password: string; visitor: Visitor; now: Date };

export type OperatorSignIn =
  | { ok: true; session: OpenedSession }
  | {
    ok: false;
    reason: "needs_second_factor";
    /** Goes back with the second factor, to `finishOperatorSignIn()`. */
    shownPassword: string;
    kinds: OperatorFactor[];
  }
  | Extract<CheckedPassword, { ok: false }>;

/** Signs one of our staff in on the base host; what was refused looks the same for everybody. */
export async function signInOperator(
  { email, password, visitor, now }: Attempt,
): Promise<OperatorSignIn> {
  const checked = await checkOperatorPassword({ email, password, visitor, now });
  if (!checked.ok) return checked;
  const { userId } = checked;
  const kinds = await asPlatform(
    `Operator ${email} has shown a password`,
    (tx) => listOperatorFactors(tx, userId),
  );
  if (kinds.length > 0) {
    const shownPassword = sealShownPassword({ userId, kinds }, now);
    return { ok: false, reason: "needs_second_factor", shownPassword, kinds };
  }
  const opening = { userId, audience: config.baseUrl.origin, visitor, now };
  const held = await asPlatform(
    `Operator ${email} signs in`,
    (tx) => openOperatorSession(tx, { ...opening, recognitions: ["pwd"] }),
  );
  return { ok: true, session: await sessionTokens(held, now) };
}
