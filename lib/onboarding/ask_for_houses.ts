import { z } from "zod";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { enqueueForPlatform } from "@/lib/jobs/enqueue_for_platform.ts";
import { take } from "@/lib/limits/take.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";
import { findWayHome } from "@/lib/tenancy/sso/find_way_home.ts";

export const HousesForm = z.object({ email: z.string().trim().pipe(Mailbox) });

const PER_PLACE = { name: "houses_place", rate: 1, periodSeconds: 10, burst: 30 };
/** Each may send a mail to somebody who has not asked for it. */
const PER_ADDRESS = { name: "houses_address", rate: 1, periodSeconds: 600, burst: 3 };

/**
 * Leads to the single sign-on of the company whose domain the address has, and mails everybody else where they live, if
 * anywhere. The answer and the work go by the domain alone and are the same for every address of it: who lives here is
 * looked up by the job, when nobody waits for it.
 */
export async function askForHouses(
  email: string,
  { visitor, now }: { visitor: Visitor; now: Date },
): Promise<{ ok: true; leadTo?: URL } | TooMany> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  const leadTo = await findWayHome(email);
  if (leadTo) return { ok: true, leadTo };
  const address = await take(PER_ADDRESS, email.toLowerCase(), now);
  // Said to nobody: it would tell that somebody else asks for this address.
  if (address.ok) await enqueueForPlatform({ kind: "houses.mail", payload: { to: email } });
  return { ok: true };
}
