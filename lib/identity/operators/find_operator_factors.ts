import {
  type Authenticator,
  type Factors,
  type RecoveryCodes,
  selectAuthenticators,
  selectRecoveryCodes,
} from "../factors/find_factors.ts";
import type { Operator } from "./find_operator.ts";
import { operatorsDoor } from "./operators_door.ts";

/** What an operator can show beside the password. A passkey is made for the doors of houses. */
export type OperatorFactors = Omit<Factors, "passkeys">;

export async function findOperatorFactors(operator: Operator): Promise<OperatorFactors> {
  const { enter } = operatorsDoor(operator, "looks at their own second factors");
  return await enter(async (tx) => {
    const [authenticators, recoveryCodes] = await Promise.all([
      tx.rows<Authenticator>(selectAuthenticators(operator.userId)),
      tx.row<RecoveryCodes>(selectRecoveryCodes(operator.userId)),
    ]);
    return { authenticators, recoveryCodes };
  });
}
