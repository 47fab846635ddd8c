import type { Tx } from "@/lib/db/transaction.ts";
import { useRecoveryCode } from "../methods/recovery_code/use_recovery_code.ts";
import { verifyTotp } from "../methods/totp/verify_totp.ts";
import type { Recognition } from "../verified_identity.ts";
import type { Visitor } from "../visitor.ts";
import type { Operator } from "./find_operator.ts";
import { operatorsDoor } from "./operators_door.ts";

/** What the operators' door asks for beside a password. */
export type OperatorFactor = "totp" | "recovery_code";

export type ShownFactor =
  | { ok: true; recognition: Recognition }
  | { ok: false; reason: "malformed_code" | "wrong_code" | "used_code" | "paused" }
  | { ok: false; reason: "too_many"; retryAfterSeconds: number };

type Showing = {
  kind: OperatorFactor;
  /** As typed. */
  code: string;
  /** For the record, such as `signs in`. */
  does: string;
  visitor: Visitor;
  now: Date;
};

/** Whether the code is the operator's. It was good once, then. */
export async function showOperatorFactor(
  operator: Operator,
  { kind, code, does, visitor, now }: Showing,
): Promise<ShownFactor> {
  const door = operatorsDoor(operator, does);
  const attempt = { userId: operator.userId, code, visitor, now };
  const shown = kind === "totp" ? await verifyTotp(door, attempt) : await useRecoveryCode(door, attempt);
  return shown.ok ? { ok: true, recognition: kind === "totp" ? "otp" : "recovery_code" } : shown;
}

/** None for an operator who has set up nothing; then there is nothing to recover either. */
export async function listOperatorFactors(tx: Tx, userId: string): Promise<OperatorFactor[]> {
  const row = await tx.row<{ kinds: OperatorFactor[] }>`select gate.operator_factors_of(${userId}) as kinds`;
  return row!.kinds;
}
