import assert from "node:assert/strict";
import { addOperator } from "@/lib/identity/add_operator.ts";
import type { OpenedSession } from "@/lib/identity/open_session.ts";
import { signInOperator } from "@/lib/identity/sign_in_operator.ts";
import { newId } from "@/lib/ids.ts";
import { PASSWORD, PASSWORD_PHC } from "./cast.ts";

export type OperatorOnDuty = { userId: string; email: string; session: OpenedSession };

/** Sam, new and nobody else's, signed in on the base host. */
export async function makeOperator(name = "Sam"): Promise<OperatorOnDuty> {
  const [email, now] = [`sam-${newId()}@rowhouse.test`, new Date()];
  const userId = await addOperator({ email, name, phc: PASSWORD_PHC, now });
  const signedIn = await signInOperator({ email, password: PASSWORD, visitor: { ip: newId() }, now });
  assert(signedIn.ok);
  return { userId, email, session: signedIn.session };
}
