import { z } from "zod";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { take } from "@/lib/limits/take.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";
import type { TooMany } from "../defence/weigh_try.ts";
import type { Visitor } from "../visitor.ts";

export const ResetRequestForm = z.object({ email: z.string().trim().pipe(Mailbox) });

const PER_PLACE = { name: "reset_place", rate: 1, periodSeconds: 10, burst: 30 };
/** Each may send a mail to somebody who has not asked for it. */
const PER_ADDRESS = { name: "reset_address", rate: 1, periodSeconds: 600, burst: 5 };

/** Counts one more mail to this address. */
export async function mayMailReset(
  { tenantId, email, now }: { tenantId: string; email: string; now: Date },
): Promise<boolean> {
  return (await take(PER_ADDRESS, `${tenantId} ${email.toLowerCase()}`, now)).ok;
}

type Asking = { tenantId: string; origin: string; email: string; visitor: Visitor; now: Date };

/**
 * Mails the member behind an address a link that sets a new password. The answer and the work are the same for every
 * address: who it is, if anybody, is looked up by the job, when nobody waits for it.
 */
export async function askForReset(
  { tenantId, origin, email, visitor, now }: Asking,
): Promise<{ ok: true } | TooMany> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  // Said to nobody: it would tell that somebody else asks for this address.
  if (await mayMailReset({ tenantId, email, now })) {
    await asTenant(tenantId, (tx) => enqueue(tx, { kind: "reset.mail", payload: { to: email, origin } }));
  }
  return { ok: true };
}
