import { asTenant } from "@/lib/db/as_tenant.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { enqueue } from "@/lib/jobs/enqueue.ts";
import { take } from "@/lib/limits/take.ts";
import type { Tenant } from "../directory.ts";
import { type Closed, findInvitation } from "./invitation.ts";

export type Asked = { ok: true } | { ok: false; reason: Closed | "not_a_link" } | TooMany;

const PER_PLACE = { name: "invitation_ask_place", rate: 1, periodSeconds: 10, burst: 30 };
/** Each may send a mail to somebody who has not asked for it. */
const PER_ADDRESS = { name: "invitation_ask_address", rate: 1, periodSeconds: 600, burst: 3 };

/**
 * Whoever holds a link has a way in mailed to an address: so a link makes nobody a member under an address that is not
 * theirs. The answer and the work are the same for every address; who lives where is looked up by the job.
 */
export async function askByLink(
  tenant: Pick<Tenant, "id" | "slug" | "name">,
  { token, email, visitor, now }: { token: string; email: string; visitor: Visitor; now: Date },
): Promise<Asked> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  // Said to nobody: it would tell that somebody else asks for this address.
  const address = await take(PER_ADDRESS, `${tenant.id} ${email.toLowerCase()}`, now);
  return await asTenant(tenant.id, async (tx) => {
    const found = await findInvitation(tx, { token, now });
    if (!found.ok) return found;
    const { id: linkId, email: isFor } = found.invitation;
    if (isFor !== undefined) return { ok: false, reason: "not_a_link" };
    if (address.ok) {
      const payload = { linkId, to: email, slug: tenant.slug, tenantName: tenant.name };
      await enqueue(tx, { kind: "invitation.ask", payload });
    }
    return { ok: true };
  });
}
