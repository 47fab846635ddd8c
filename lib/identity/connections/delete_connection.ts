import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { holdConnection } from "./hold_connection.ts";
import { pointDoor } from "./point_door.ts";

export type Deleted = { ok: true } | { ok: false; reason: "not_found" | "enforced" };

/** The links go with it: whoever came in by it comes in by their other ways, or is invited again. */
export async function deleteConnection(
  tenantId: string,
  { connectionId: id, actor }: { connectionId: string; actor: Actor },
): Promise<Deleted> {
  return await asTenant(tenantId, async (tx): Promise<Deleted> => {
    const held = await holdConnection(tx, id);
    if (!held) return { ok: false, reason: "not_found" };
    if (held.isEnforced) return { ok: false, reason: "enforced" };
    await tx.count`delete from sso_connections where tenant_id = ${tx.tenantId} and id = ${id}`;
    const unlinked = await tx.row<{ people: number }>`select gate.unlink_connection(${id}) as people`;
    await tx.rows`select gate.free_organization(${id})`;
    await pointDoor(tx);
    await recordAudit(tx, {
      actor,
      action: "connection.deleted",
      subject: { kind: "connection", id },
      detail: { name: held.name, people: unlinked!.people },
    });
    return { ok: true };
  });
}
