import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { seal } from "@/lib/vault/seal.ts";
import { Mailbox } from "./mailbox.ts";
import type { Letter } from "./templates.ts";

export type Mail = Letter & {
  /** One mailbox. */
  to: string;
  /** A second mail with this key in one tenant is not sent. */
  uniqueKey?: string;
};

/** What the sealed data of a waiting mail is sealed for. */
export const MAIL_DATA = "mail data";

/**
 * Sends a mail once the transaction has committed. @throws when `to` is not exactly one mailbox.
 * @returns false when a mail with this key was sent before.
 */
export async function sendMail(tx: TenantTx, { to, template, data, uniqueKey }: Mail): Promise<boolean> {
  const sealedData = seal(JSON.stringify(data), MAIL_DATA);
  const job = await enqueue(tx, {
    kind: "mail.send",
    payload: { to: Mailbox.parse(to), template, sealedData },
    uniqueKey,
  });
  return job !== undefined;
}
