import { config } from "@/lib/config.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import type { Limit } from "@/lib/limits/gcra.ts";
import { giveBack } from "@/lib/limits/take.ts";
import { takeShared } from "@/lib/limits/take_shared.ts";
import { type OpenedSession, openOperatorSession, sessionTokens } from "../open_session.ts";
import type { Visitor } from "../visitor.ts";
import { findOperator } from "./find_operator.ts";
import { type OperatorFactor, type ShownFactor, showOperatorFactor } from "./show_operator_factor.ts";
import { openShownPassword } from "./shown_password.ts";
import { tellOfGuesses } from "./tell_of_guesses.ts";

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

/** Answers to one right password; then the operator hears that somebody knows it. */
const GUESSES: Limit = { name: "operator_factor", rate: 5, periodSeconds: 3_600, burst: 5 };

/** The second half of `signInOperator()`, for those who have a second factor. */
export async function finishOperatorSignIn(
  { shownPassword, kind, code, visitor, now }: Attempt,
): Promise<FinishedSignIn> {
  const opened = openShownPassword(shownPassword, now);
  const operator = opened && await findOperator(opened.userId);
  // Somebody may have been reset in between.
  if (!operator?.hasSecondFactor) return { ok: false, reason: "over" };
  const { userId, kinds } = opened!;
  const taken = await takeShared(GUESSES, shownPassword, now);
  if (!taken.ok) return { ok: false, reason: "paused", kinds };
  if (!taken.value.ok) return { ok: false, reason: "over" };
  const shown = await showOperatorFactor(operator, {
    kind,
    code,
    does: "shows a second factor at the door",
    visitor,
    now,
  });
  if (!shown.ok) {
    const isGuess = shown.reason === "wrong_code" || shown.reason === "used_code";
    if (!isGuess) await giveBack(GUESSES, shownPassword);
    else if (taken.value.remaining === 0) {
      await tellOfGuesses(operator, { visitor, now });
      return { ok: false, reason: "over" };
    }
    return { ...shown, kinds };
  }
  const held = await asPlatform(`Operator ${operator.email} signs in`, (tx) =>
    openOperatorSession(tx, {
      userId,
      recognitions: ["pwd", shown.recognition],
      audience: config.baseUrl.origin,
      visitor,
      now,
    }));
  return { ok: true, session: await sessionTokens(held, now) };
}
