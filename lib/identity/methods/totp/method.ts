import { houseDoor } from "../../factors/door.ts";
import { ownIdentity } from "../../verified_identity.ts";
import type { Method } from "../port.ts";
import { verifyTotp } from "./verify_totp.ts";

/** Six digits that an app on the person's own device shows. */
export const totp: Method = {
  kind: "totp",
  name: "Authenticator app",
  noun: "authenticator app",
  factor: "second",
  recognition: "otp",
  isStrong: true,
  isCentral: false,
  isOurs: true,
  asks: {
    name: "code",
    label: "Code from the app",
    hint: "The six digits that your authenticator app shows now",
    autocomplete: "one-time-code",
    inputmode: "numeric",
  },
  async finish({ tenantId, userId }, { form, visitor, now }) {
    if (userId === undefined) return { ok: false, reason: "nobody" };
    const verified = await verifyTotp(houseDoor(tenantId), { userId, code: form.code ?? "", visitor, now });
    return verified.ok ? { ok: true, identity: ownIdentity(userId, totp.recognition) } : verified;
  },
};
