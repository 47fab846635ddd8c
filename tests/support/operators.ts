import assert from "node:assert/strict";
import { confirmAuthenticator } from "@/lib/identity/methods/totp/confirm_authenticator.ts";
import { proposeAuthenticator } from "@/lib/identity/methods/totp/propose_authenticator.ts";
import type { OpenedSession } from "@/lib/identity/open_session.ts";
import { addOperator } from "@/lib/identity/operators/add_operator.ts";
import type { Operator } from "@/lib/identity/operators/find_operator.ts";
import { operatorsDoor } from "@/lib/identity/operators/operators_door.ts";
import { signInOperator } from "@/lib/identity/operators/sign_in_operator.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { newId } from "@/lib/ids.ts";
import { baseOrigin } from "@/lib/origins.ts";
import { PASSWORD, PASSWORD_PHC } from "./cast.ts";
import { codeOf, secondsLater } from "./factors.ts";

export type OperatorOnDuty = Operator & { session: OpenedSession };

/** Sam, new and nobody else's, signed in on the base host. */
export async function makeOperator(name = "Sam", now = new Date()): Promise<OperatorOnDuty> {
  const email = `sam-${newId()}@rowhouse.test`;
  const userId = (await addOperator({ email, name, phc: PASSWORD_PHC, now }))!;
  const signedIn = await signInOperator({ email, password: PASSWORD, visitor: { ip: newId() }, now });
  assert(signedIn.ok);
  return { userId, name, email, hasSecondFactor: false, session: signedIn.session };
}

/** An app of the operator's, whose code of `now` is used up. */
export async function addOperatorAuthenticator(
  { session, ...operator }: OperatorOnDuty,
  now: Date,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { userId, name, email } = operator;
  const { sealed, secret } = proposeAuthenticator({ userId, account: email, now });
  const confirmed = await confirmAuthenticator(operatorsDoor(operator, "sets up an authenticator app"), {
    session,
    proposal: sealed,
    name: "My phone",
    code: codeOf(secret, now),
    actor: { kind: "operator", id: userId, name },
    now,
  });
  assert(confirmed.ok && confirmed.recoveryCodes);
  return { secret, recoveryCodes: confirmed.recoveryCodes };
}

/** As the door behind https wants one: with an app, no code of which was used in the last minutes. */
export async function makeOperatorWithApp(): Promise<OperatorOnDuty & { secret: string }> {
  const operator = await makeOperator();
  const { secret } = await addOperatorAuthenticator(operator, secondsLater(new Date(), -300));
  return { ...operator, secret };
}

/** The operator's session as the database has it by now. */
export async function renewOperator<Held extends OperatorOnDuty>(operator: Held): Promise<Held> {
  const token = operator.session.refreshToken;
  const renewed = await refreshSession({ token, audience: baseOrigin(), now: new Date() });
  assert(renewed.ok);
  return { ...operator, session: renewed.session };
}
