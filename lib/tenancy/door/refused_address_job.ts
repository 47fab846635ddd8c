import { asTenant } from "@/lib/db/as_tenant.ts";
import { findMemberByAddress } from "@/lib/identity/find_member_by_address.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { open } from "@/lib/vault/open.ts";
import { recordRefused } from "./note_refused.ts";
import { REFUSED_ADDRESS, type RefusedAddress } from "./note_refused_address.ts";

/** The handler of `sign_in.refused`. Nobody here by this address, no entry. */
export async function refusedAddressJob(
  { tenantId, payload: { sealedData } }: Job<"sign_in.refused">,
): Promise<void> {
  const { address, ...refused }: RefusedAddress = JSON.parse(open(sealedData, REFUSED_ADDRESS));
  await asTenant(tenantId, async (tx) => {
    const member = await findMemberByAddress(tx, address);
    if (member) await recordRefused(tx, { ...refused, subject: { kind: "member", id: member.id } });
  });
}
