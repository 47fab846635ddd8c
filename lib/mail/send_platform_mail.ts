import type { Tx } from "@/lib/db/transaction.ts";
import { queueForPlatform } from "@/lib/jobs/enqueue_for_platform.ts";
import { seal } from "@/lib/vault/seal.ts";
import { Mailbox } from "./mailbox.ts";
import { type Mail, MAIL_DATA } from "./send_mail.ts";

/** The same as `sendMail()` to somebody who is told as no tenant's member, such as an operator. */
export async function sendPlatformMail(
  tx: Tx,
  { to, template, data }: Omit<Mail, "uniqueKey">,
): Promise<void> {
  const sealedData = seal(JSON.stringify(data), MAIL_DATA);
  await queueForPlatform(tx, {
    kind: "mail.send",
    payload: { to: Mailbox.parse(to), template, sealedData },
  });
}
