import { asPlatform } from "@/lib/db/as_platform.ts";
import type { CheckedPassword } from "../check_password.ts";
import type { Visitor } from "../visitor.ts";
import { checkOperatorPassword } from "./check_operator_password.ts";
import type { Operator } from "./find_operator.ts";
import { recogniseOperator } from "./operators_door.ts";
import {
  listOperatorFactors,
  type OperatorFactor,
  type ShownFactor,
  showOperatorFactor,
} from "./show_operator_factor.ts";

export type OperatorProof = OperatorFactor | "password";

export type ConfirmedOperator =
  | { ok: true }
  /** The session has ended, or the operator has something else to show. */
  | { ok: false; reason: "over" }
  | Extract<ShownFactor | CheckedPassword, { ok: false }>;

type Confirming = {
  sessionId: string;
  kind: OperatorProof;
  /** As typed: a code, or the password. */
  answer: string;
  visitor: Visitor;
  now: Date;
};

const DOES = "confirms who they are";

/** Who has a second factor shows that; a password is for those who have none. */
export async function waysToConfirmOperator({ name, userId }: Operator): Promise<OperatorProof[]> {
  const factors = await asPlatform(`${name} ${DOES}`, (tx) => listOperatorFactors(tx, userId));
  return factors.length > 0 ? factors : ["password"];
}

/** An operator who is signed in shows again who it is; for ten minutes nobody asks after that. */
export async function confirmOperator(
  operator: Operator,
  { sessionId, kind, answer, visitor, now }: Confirming,
): Promise<ConfirmedOperator> {
  if (!(await waysToConfirmOperator(operator)).includes(kind)) return { ok: false, reason: "over" };
  const shown = kind === "password"
    ? await checkOperatorPassword({ email: operator.email, password: answer, visitor, now })
    : await showOperatorFactor(operator, { kind, code: answer, does: DOES, visitor, now });
  if (!shown.ok) return shown;
  const session = { sessionId, userId: operator.userId };
  const recognition = "recognition" in shown ? shown.recognition : "pwd";
  const isSignedIn = await asPlatform(
    `${operator.name} ${DOES}`,
    (tx) => recogniseOperator(tx, { session, recognition, now }),
  );
  return isSignedIn ? { ok: true } : { ok: false, reason: "over" };
}
