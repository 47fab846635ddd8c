import { ownIdentity } from "../../verified_identity.ts";
import type { Answer, Finished, Login, Method } from "../port.ts";
import { setUpAtDoor } from "./set_up_at_door.ts";
import { verifyTotp } from "./verify_totp.ts";

/** Six digits that an app on the person's own device shows. */
export const totp: Method = {
  kind: "totp",
  name: "Authenticator app",
  factor: "second",
  isCentral: false,
  isOurs: true,
  asks: {
    name: "code",
    label: "Code from the app",
    hint: "The six digits that your authenticator app shows now",
    autocomplete: "one-time-code",
    inputmode: "numeric",
  },
  async finish(login, answer) {
    const { tenantId, userId } = login;
    if (userId === undefined) return { ok: false, reason: "nobody" };
    if (answer.form.proposal !== undefined) return await finishSetUp(login, answer);
    const { form: { code = "" }, visitor, now } = answer;
    const verified = await verifyTotp(tenantId, { userId, code, visitor, now });
    return verified.ok ? { ok: true, identity: ownIdentity(userId, "otp") } : verified;
  },
};

/** Beside a first factor alone: in a step-up a new app would prove nothing about who is signed in. */
async function finishSetUp(
  { tenantId, purpose, userId }: Login,
  { form: { proposal, code = "" }, visitor: { requestId }, now }: Answer,
): Promise<Finished> {
  if (purpose !== "sign_in") return { ok: false, reason: "has_one" };
  const isSetUp = await setUpAtDoor(tenantId, { userId: userId!, proposal, code, requestId, now });
  return isSetUp.ok ? { ok: true, identity: ownIdentity(userId!, "otp") } : isSetUp;
}
