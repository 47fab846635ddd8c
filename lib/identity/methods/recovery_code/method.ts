import { houseDoor } from "../../factors/door.ts";
import { ownIdentity } from "../../verified_identity.ts";
import type { Method } from "../port.ts";
import { useRecoveryCode } from "./use_recovery_code.ts";

/** What a person has kept on paper for the day on which everything else is lost. */
export const recoveryCode: Method = {
  kind: "recovery_code",
  name: "Recovery code",
  noun: "recovery code",
  factor: "second",
  recognition: "recovery_code",
  isStrong: true,
  isCentral: false,
  isOurs: true,
  asks: {
    name: "recovery_code",
    label: "Recovery code",
    hint: "One of the ten that you kept when you set up your second factor. It works once",
    autocomplete: "off",
    inputmode: "text",
  },
  async finish({ tenantId, userId }, { form, visitor, now }) {
    if (userId === undefined) return { ok: false, reason: "nobody" };
    const used = await useRecoveryCode(houseDoor(tenantId), {
      userId,
      code: form.recovery_code ?? "",
      visitor,
      now,
    });
    return used.ok ? { ok: true, identity: ownIdentity(userId, recoveryCode.recognition) } : used;
  },
};
