import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { orRefused } from "../or_refused.ts";
import type { GroupChange } from "../read_group.ts";
import type { ScimRefusal } from "../refusal.ts";
import { changeMembers, holdMoving } from "./change_members.ts";
import { groupColumns, type GroupRow } from "./group_row.ts";

export type GroupCreation = { ok: true; group: GroupRow } | ScimRefusal;

/** A group that stands for no role yet: an admin of the tenant says which. @param options `group` as `readGroupBody()` gives it. */
export async function createGroup(
  tenantId: string,
  { group, actor, now }: { group: GroupChange; actor: Actor; now: Date },
): Promise<GroupCreation> {
  const id = newId();
  return await orRefused(asTenant(tenantId, async (tx) => {
    const moving = await holdMoving(tx, { change: group.members! });
    if (!moving.ok) return moving;
    await tx.count`
      insert into scim_groups (tenant_id, id, display_name, external_id, created_at, updated_at)
      values (${tx.tenantId}, ${id}, ${group.displayName}, ${group.externalId}, ${now}, ${now})`;
    const { added } = await changeMembers(tx, { ...moving, groupId: id });
    await recordAudit(tx, {
      actor,
      action: "scim_group.created",
      subject: { kind: "scim_group", id },
      detail: { name: group.displayName!, members: added.length },
    });
    const made = await tx.row<GroupRow>`
      select ${groupColumns({ withMembers: true })} from scim_groups g
       where g.tenant_id = ${tx.tenantId} and g.id = ${id}`;
    return { ok: true as const, group: made! };
  }));
}
