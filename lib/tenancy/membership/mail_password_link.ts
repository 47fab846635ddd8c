import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { mayMailReset } from "@/lib/identity/password/ask_for_reset.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { type Acting, type NotOverThem, refuseOver, standings } from "./standing.ts";

export type MailedLink = { ok: true } | NotOverThem | { ok: false; reason: "mailed_enough" };

/**
 * Mails a member the link that sets a new password, as if they had asked for it themselves. Whoever asks for it learns
 * nothing, and nobody but the member chooses the password.
 */
export async function mailPasswordLink(
  tenantId: string,
  { origin, ...acting }: Acting & {
    /** Of the tenant's host. */
    origin: string;
  },
): Promise<MailedLink> {
  const { actor, now } = acting;
  return await asTenant(tenantId, async (tx) => {
    const { acting: by, target } = await standings(tx, acting);
    const refusal = refuseOver({ acting: by, target });
    if (refusal) return refusal;
    const { id, userId } = target!;
    const { email: to } = (await tx.row<{ email: string }>`select email from gate.person(${userId})`)!;
    if (!await mayMailReset({ tenantId, email: to, now })) return { ok: false, reason: "mailed_enough" };
    await Promise.all([
      enqueue(tx, { kind: "reset.mail", payload: { to, origin } }),
      recordAudit(tx, { actor, action: "member.reset_asked", subject: { kind: "member", id } }),
    ]);
    return { ok: true };
  });
}
