import { config } from "@/lib/config.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { type CheckedPassword, checkPassword } from "./check_password.ts";
import { UNFAMILIAR } from "./defence/familiarity.ts";
import { findOperatorCandidate } from "./find_operator_candidate.ts";
import { type OpenedSession, openOperatorSession, sessionTokens } from "./open_session.ts";
import type { Visitor } from "./visitor.ts";

/** Operators have no way in by mail, so that nothing here may send them there: limits of place and pair hold. */
const ALWAYS_FAMILIAR = { ...UNFAMILIAR, knowsDevice: true };

type Attempt = { email: string; password: string; visitor: Visitor; now: Date };

export type OperatorSignIn = { ok: true; session: OpenedSession } | Extract<CheckedPassword, { ok: false }>;

/** Signs one of our staff in on the base host; what was refused looks the same for everybody. */
export async function signInOperator(
  { email, password, visitor, now }: Attempt,
): Promise<OperatorSignIn> {
  const checked = await checkPassword({
    where: "operators",
    subject: email,
    password,
    look: async () => ({ candidate: await findOperatorCandidate(email), familiarity: ALWAYS_FAMILIAR }),
    visitor,
    now,
  });
  if (!checked.ok) return checked;
  const opening = { userId: checked.userId, audience: config.baseUrl.origin, visitor, now };
  const held = await asPlatform(
    `Operator ${email} signs in`,
    (tx) => openOperatorSession(tx, { ...opening, recognitions: ["pwd"] }),
  );
  return { ok: true, session: await sessionTokens(held, now) };
}
