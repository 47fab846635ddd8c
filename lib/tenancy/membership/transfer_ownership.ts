import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { type Acting, standings } from "./standing.ts";

export type Transfer =
  | { ok: true }
  | { ok: false; reason: "not_found" | "yourself" | "not_an_owner" | "deactivated" | "owner_already" };

type Handing = Acting & {
  /** What the old owner is from then on; `owner` shares the house between the two. */
  becomes: "admin" | "owner";
};

/** Makes another member an owner. Whoever calls this has made sure that it is the owner who asks, and just now. */
export async function transferOwnership(
  tenantId: string,
  { by, memberId, becomes, actor }: Handing,
): Promise<Transfer> {
  return await asTenant(tenantId, async (tx) => {
    const { acting, target } = await standings(tx, { by, memberId });
    if (!target) return { ok: false, reason: "not_found" };
    if (target.id === by) return { ok: false, reason: "yourself" };
    if (!acting || acting.isDeactivated || !acting.permissions.has("ownership.transfer")) {
      return { ok: false, reason: "not_an_owner" };
    }
    if (target.isDeactivated) return { ok: false, reason: "deactivated" };
    if (target.role === "owner") return { ok: false, reason: "owner_already" };
    await tx.count`
      update members set role = case when id = ${target.id} then 'owner' else ${becomes} end, role_id = null
       where tenant_id = ${tx.tenantId} and id = any(${[by, target.id]}::uuid[])`;
    await recordAudit(tx, {
      actor,
      action: "ownership.transferred",
      subject: { kind: "member", id: target.id },
      detail: { name: target.name, from: acting.name, from_now: becomes },
    });
    return { ok: true };
  });
}
