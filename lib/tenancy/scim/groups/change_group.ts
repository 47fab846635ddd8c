import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { orRefused } from "../or_refused.ts";
import type { GroupChange } from "../read_group.ts";
import { refusal, type ScimRefusal } from "../refusal.ts";
import { refuseVersion } from "../version.ts";
import { applyGroupRoles } from "./apply_group_roles.ts";
import { changeMembers, holdMoving } from "./change_members.ts";
import { type HeldGroup, holdGroup } from "./hold_group.ts";

type Changing = { groupId: string; change: GroupChange; ifMatch?: string; actor: Actor; now: Date };

/** Another name, other members, and with them their roles: all of it, or nothing. */
export async function changeGroup(tenantId: string, changing: Changing): Promise<{ ok: true } | ScimRefusal> {
  return await orRefused(asTenant(tenantId, (tx) => change(tx, changing)));
}

async function change(
  tx: TenantTx,
  { groupId, change, ifMatch, actor, now }: Changing,
): Promise<{ ok: true } | ScimRefusal> {
  const before = await holdGroup(tx, groupId);
  if (!before) return refusal("not_found", "There is no such group");
  const refused = refuseVersion(before.version, ifMatch);
  if (refused) return refused;
  const moving = change.members ? await holdMoving(tx, { groupId, change: change.members }) : NOBODY;
  if (!moving.ok) return moving;
  const { added, removed } = await changeMembers(tx, { ...moving, groupId });
  const isRenamed = await rename(tx, { before, change });
  if (!isRenamed && added.length + removed.length === 0) return { ok: true };
  await tx.count`
    update scim_groups set version = version + 1, updated_at = ${now}
     where tenant_id = ${tx.tenantId} and id = ${groupId}`;
  const name = change.displayName ?? before.displayName;
  await recordAudit(tx, {
    actor,
    action: "scim_group.changed",
    subject: { kind: "scim_group", id: groupId },
    detail: {
      name,
      ...(name !== before.displayName && { name_before: before.displayName }),
      added: added.length,
      removed: removed.length,
    },
  });
  if (before.isMapped) await applyGroupRoles(tx, { memberIds: [...added, ...removed], actor });
  return { ok: true };
}

const NOBODY = { ok: true as const, add: [], remove: [] };

async function rename(
  tx: TenantTx,
  { before, change }: { before: HeldGroup; change: GroupChange },
): Promise<boolean> {
  const { displayName = before.displayName, externalId = before.externalId } = change;
  if (displayName === before.displayName && externalId === before.externalId) return false;
  await tx.count`
    update scim_groups set display_name = ${displayName}, external_id = ${externalId}
     where tenant_id = ${tx.tenantId} and id = ${before.id}`;
  return true;
}
