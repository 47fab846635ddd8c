import type { Tx } from "@/lib/db/transaction.ts";
import { queueForPlatform } from "@/lib/jobs/enqueue_for_platform.ts";
import { type Mail, mailPayload } from "./send_mail.ts";

/** The same as `sendMail()` to somebody who is told as no tenant's member, such as an operator. */
export async function sendPlatformMail(tx: Tx, mail: Omit<Mail, "uniqueKey">): Promise<void> {
  await queueForPlatform(tx, { kind: "mail.send", payload: mailPayload(mail) });
}
