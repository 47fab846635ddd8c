import { config } from "@/lib/config.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { type OpenedSession, openOperatorSession, sessionTokens } from "../open_session.ts";
import type { Visitor } from "../visitor.ts";
import { findOperator } from "./find_operator.ts";
import {
  listOperatorFactors,
  type OperatorFactor,
  type ShownFactor,
  showOperatorFactor,
} from "./show_operator_factor.ts";
import { openShownPassword } from "./shown_password.ts";

type Attempt = {
  /** As `signInOperator()` sealed it. */
  shownPassword: string;
  kind: OperatorFactor;
  /** As typed. */
  code: string;
  visitor: Visitor;
  now: Date;
};

export type FinishedSignIn =
  | { ok: true; session: OpenedSession }
  /** The password has to be typed again. */
  | { ok: false; reason: "over" }
  | Extract<ShownFactor, { ok: false }> & { kinds: OperatorFactor[] };

/** The second half of `signInOperator()`, for those who have a second factor. */
export async function finishOperatorSignIn(
  { shownPassword, kind, code, visitor, now }: Attempt,
): Promise<FinishedSignIn> {
  const userId = openShownPassword(shownPassword, now);
  const operator = userId && await findOperator(userId);
  if (!operator) return { ok: false, reason: "over" };
  const reason = `Operator ${operator.email} signs in`;
  const shown = await showOperatorFactor(operator, { kind, code, does: "signs in", visitor, now });
  if (!shown.ok) {
    return { ...shown, kinds: await asPlatform(reason, (tx) => listOperatorFactors(tx, operator.userId)) };
  }
  const held = await asPlatform(reason, (tx) =>
    openOperatorSession(tx, {
      userId: operator.userId,
      recognitions: ["pwd", shown.recognition],
      audience: config.baseUrl.origin,
      visitor,
      now,
    }));
  return { ok: true, session: await sessionTokens(held, now) };
}
