import { config } from "@/lib/config.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { sendPlatformMail } from "@/lib/mail/send_platform_mail.ts";
import { baseOrigin } from "@/lib/origins.ts";
import type { Door } from "../factors/door.ts";
import type { Recognising } from "../recognise_session.ts";

/** How mails call what has no name of a tenant. */
export const OPERATORS_CONSOLE = "the operators' console";

/** The session counts as confirmed now. False for one that has ended. */
export async function recogniseOperator(
  tx: Tx,
  { session: { sessionId, userId }, recognition, now }: Recognising,
): Promise<boolean> {
  const row = await tx.row<{ recognised: boolean }>`
    select gate.recognise_operator_session(${sessionId}, ${userId}, ${recognition}, ${now}) as recognised`;
  return row!.recognised;
}

/** @param does such as `signs in`, for the record that each transaction leaves. */
export function operatorsDoor({ name, email }: { name: string; email: string }, does: string): Door {
  return {
    enter: (work) => asPlatform(`${name} ${does}`, work),
    tell: (tx, { change, called, codesLeft }) =>
      sendPlatformMail(tx, {
        to: email,
        template: "factor_changed",
        data: {
          name,
          tenantName: OPERATORS_CONSOLE,
          change,
          called,
          codesLeft,
          securityUrl: `${baseOrigin()}/admin/security`,
          isOperator: true,
        },
      }),
    async recognise(tx, recognising) {
      // Nothing is set up by a session that a reset has just ended.
      if (!await recogniseOperator(tx, recognising)) throw new Error("Recognising an operator: no session");
    },
    requiresOne: () => Promise.resolve(config.operatorsNeedSecondFactor),
    takesLateCodes: () => Promise.resolve(false),
  };
}
