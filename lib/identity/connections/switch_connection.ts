import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { holdConnection } from "./hold_connection.ts";
import { pointDoor } from "./point_door.ts";

type Switch = { connectionId: string; actor: Actor; now: Date };

export type Enabled = { ok: true } | { ok: false; reason: "not_found" | "not_tested" };
export type Disabled = { ok: true } | { ok: false; reason: "not_found" | "not_enabled" | "enforced" };

/** From here on people come in by it. Only what a test login has shown to work as it stands now can be enabled. */
export async function enableConnection(
  tenantId: string,
  { connectionId: id, actor, now }: Switch,
): Promise<Enabled> {
  return await asTenant(tenantId, async (tx): Promise<Enabled> => {
    const held = await holdConnection(tx, id);
    if (!held) return { ok: false, reason: "not_found" };
    if (held.state === "enabled") return { ok: true };
    if (!held.isTested) return { ok: false, reason: "not_tested" };
    await tx.count`
      update sso_connections set state = 'enabled', changed_by = ${actor.id}, changed_at = ${now}
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await pointDoor(tx);
    const detail = { name: held.name };
    await recordAudit(tx, {
      actor,
      action: "connection.enabled",
      subject: { kind: "connection", id },
      detail,
    });
    return { ok: true };
  });
}

/** From here on nobody comes in by it; sessions that it opened go on. */
export async function disableConnection(
  tenantId: string,
  { connectionId: id, actor, now }: Switch,
): Promise<Disabled> {
  return await asTenant(tenantId, async (tx): Promise<Disabled> => {
    const held = await holdConnection(tx, id);
    if (!held) return { ok: false, reason: "not_found" };
    if (held.isEnforced) return { ok: false, reason: "enforced" };
    if (held.state !== "enabled") return { ok: false, reason: "not_enabled" };
    await tx.count`
      update sso_connections set state = 'disabled', changed_by = ${actor.id}, changed_at = ${now}
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await pointDoor(tx);
    const detail = { name: held.name };
    await recordAudit(tx, {
      actor,
      action: "connection.disabled",
      subject: { kind: "connection", id },
      detail,
    });
    return { ok: true };
  });
}
