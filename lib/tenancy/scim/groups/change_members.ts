import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { publicId } from "@/lib/ids.ts";
import type { MembersChange } from "../read_group.ts";
import { refusal, type ScimRefusal } from "../refusal.ts";
import { holdMembers, membersOf } from "./hold_group.ts";

/** Who is to come and who is to go; all of them are held. */
export type Moving = { ok: true; add: string[]; remove: string[] } | ScimRefusal;

/** Looks through a change of members before anything is changed. The transaction holds the group, if there is one. */
export async function holdMoving(
  tx: TenantTx,
  { groupId, change }: { groupId?: string; change: MembersChange },
): Promise<Moving> {
  const add = [...change.add];
  const present = change.startsFrom === "nobody" && groupId !== undefined ? await membersOf(tx, groupId) : [];
  const remove = [...change.remove, ...present.filter((it) => !change.add.has(it))];
  await holdMembers(tx, [...add, ...remove]);
  const unknown = await strangersAmong(tx, add);
  if (unknown.length === 0) return { ok: true, add, remove };
  const named = unknown.slice(0, 5).map((it) => publicId("mem", it)).join(", ");
  return refusal("invalid_value", `${unknown.length} of the members are no users here: ${named}`);
}

/** @returns who really came and went. */
export async function changeMembers(
  tx: TenantTx,
  { groupId, add, remove }: { groupId: string; add: string[]; remove: string[] },
): Promise<{ added: string[]; removed: string[] }> {
  const gone = await tx.rows<{ id: string }>`
    delete from scim_group_members
     where tenant_id = ${tx.tenantId} and group_id = ${groupId} and member_id = any(${remove}::uuid[])
    returning member_id as id`;
  const come = await tx.rows<{ id: string }>`
    insert into scim_group_members (tenant_id, group_id, member_id)
    select ${tx.tenantId}, ${groupId}, id from unnest(${add}::uuid[]) id on conflict do nothing
    returning member_id as id`;
  return { added: come.map((it) => it.id), removed: gone.map((it) => it.id) };
}

async function strangersAmong(tx: TenantTx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<{ id: string }>`
    select id from unnest(${ids}::uuid[]) id
     where not exists (select from scim_users u where u.tenant_id = ${tx.tenantId} and u.member_id = id)`;
  return rows.map((it) => it.id);
}
