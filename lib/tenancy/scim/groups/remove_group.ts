import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { refusal, type ScimRefusal } from "../refusal.ts";
import { refuseVersion } from "../version.ts";
import { applyGroupRoles } from "./apply_group_roles.ts";
import { holdGroup, holdMembers, membersOf } from "./hold_group.ts";

/** The group goes, and with it the role that it gave; its members stay. */
export async function removeGroup(
  tenantId: string,
  { groupId, ifMatch, actor }: { groupId: string; ifMatch?: string; actor: Actor },
): Promise<{ ok: true } | ScimRefusal> {
  return await asTenant(tenantId, async (tx) => {
    const group = await holdGroup(tx, groupId);
    if (!group) return refusal("not_found", "There is no such group");
    const refused = refuseVersion(group.version, ifMatch);
    if (refused) return refused;
    const memberIds = group.isMapped ? await membersOf(tx, groupId) : [];
    await holdMembers(tx, memberIds);
    await tx.count`delete from scim_groups where tenant_id = ${tx.tenantId} and id = ${groupId}`;
    await recordAudit(tx, {
      actor,
      action: "scim_group.deleted",
      subject: { kind: "scim_group", id: groupId },
      detail: { name: group.displayName },
    });
    await applyGroupRoles(tx, { memberIds, actor });
    return { ok: true };
  });
}
