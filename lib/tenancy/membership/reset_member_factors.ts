import { asTenant } from "@/lib/db/as_tenant.ts";
import { resetFactors } from "@/lib/identity/factors/reset_factors.ts";
import { type Acting, type NotOverThem, refuseOver, standings } from "./standing.ts";

/** For a member who has lost phone and codes, and whom the one who acts knows to be that person. */
export async function resetMemberFactors(
  tenantId: string,
  acting: Acting,
): Promise<{ ok: true } | NotOverThem> {
  const { actor, now } = acting;
  return await asTenant(tenantId, async (tx) => {
    const { acting: by, target } = await standings(tx, acting);
    const refusal = refuseOver({ acting: by, target });
    if (refusal) return refusal;
    await resetFactors(tx, { userId: target!.userId, by: by!.userId, actor, now });
    return { ok: true };
  });
}
