import { asTenant } from "@/lib/db/as_tenant.ts";
import { findInvitation, type FoundInvitation } from "./invitation.ts";

/** What waits behind a link that somebody opened. Looking changes nothing: programs that open links in mails do that. */
export async function lookAtInvitation(
  tenantId: string,
  looking: { token: string; now: Date },
): Promise<FoundInvitation> {
  return await asTenant(tenantId, (tx) => findInvitation(tx, looking));
}
