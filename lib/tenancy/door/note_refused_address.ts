import { asTenant } from "@/lib/db/as_tenant.ts";
import { insertJob } from "@/lib/jobs/enqueue.ts";
import { seal } from "@/lib/vault/seal.ts";
import type { RefusedTry } from "./note_refused.ts";

/** What was typed as an address: it may be anybody's, or a password in the wrong field. */
export type RefusedAddress = RefusedTry & { address: string };

export const REFUSED_ADDRESS = "refused address";

/**
 * For a refusal to whoever typed an address. The work is the same for every address: whether a member has it is looked
 * up by the job, when nobody waits for the answer.
 */
export async function noteRefusedAddress(tenantId: string, refused: RefusedAddress): Promise<void> {
  const { address, kind, because, visitor: { ip, userAgent, requestId } } = refused;
  const kept: RefusedAddress = { address, kind, because, visitor: { ip, userAgent, requestId } };
  const sealedData = seal(JSON.stringify(kept), REFUSED_ADDRESS);
  await asTenant.one(tenantId, insertJob(tenantId, { kind: "sign_in.refused", payload: { sealedData } }));
}
