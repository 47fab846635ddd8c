import { asPlatform } from "@/lib/db/as_platform.ts";
import { log } from "@/lib/log.ts";
import { sendPlatformMail } from "@/lib/mail/send_platform_mail.ts";
import { baseOrigin } from "@/lib/origins.ts";
import { deviceName } from "../device.ts";
import type { Visitor } from "../visitor.ts";
import type { Operator } from "./find_operator.ts";

/** Somebody knows an operator's password and no code of theirs: the operator hears of it, and so does the log. */
export async function tellOfGuesses(
  { name, email }: Operator,
  { visitor: { ip, userAgent }, now }: { visitor: Visitor; now: Date },
): Promise<void> {
  log.warn("somebody knows an operator's password", { operator: email, ip });
  const from = `${deviceName(userAgent ?? null)}, from ${ip}`;
  const when = `${now.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  await asPlatform(
    `Operator ${email} is told of wrong codes after the right password`,
    (tx) =>
      sendPlatformMail(tx, {
        to: email,
        template: "password_known",
        data: { name, from, when, consoleUrl: `${baseOrigin()}/admin` },
      }),
  );
}
