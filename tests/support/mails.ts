import { open } from "@/lib/vault/open.ts";
import { MAIL_DATA } from "@/lib/mail/send_mail.ts";
import { asSuperuser } from "./database.ts";

export type WaitingMail = { to: string; template: string; data: Record<string, unknown> };

/** What waits in the queue to be sent for this tenant, the first one first. */
export async function waitingMails(tenantId: string): Promise<WaitingMail[]> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select payload from pooled.jobs where tenant_id = $1 and kind = 'mail.send' order by id",
      [tenantId],
    )
  );
  return rows.map(({ payload: { to, template, sealedData } }) => ({
    to,
    template,
    data: JSON.parse(open(sealedData, MAIL_DATA)),
  }));
}
