import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import type { JobPayloads } from "@/lib/jobs/kinds.ts";
import { sealJson } from "@/lib/vault/sealed_json.ts";
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
export async function sendMail(tx: TenantTx, { uniqueKey, ...mail }: Mail): Promise<boolean> {
  const job = await enqueue(tx, { kind: "mail.send", payload: mailPayload(mail), uniqueKey });
  return job !== undefined;
}

/** What the job carries. @throws when `to` is not exactly one mailbox. */
export function mailPayload({ to, template, data }: Omit<Mail, "uniqueKey">): JobPayloads["mail.send"] {
  return { to: Mailbox.parse(to), template, sealedData: sealJson(data, MAIL_DATA) };
}
