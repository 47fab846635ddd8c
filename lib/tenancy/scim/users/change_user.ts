import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { refuseSessions } from "@/lib/identity/end_sessions.ts";
import type { Patched } from "../apply_patch.ts";
import type { JsonObject } from "../json.ts";
import { orRefused } from "../or_refused.ts";
import { refusal, type ScimRefusal } from "../refusal.ts";
import { documentOf, settleUser, type UserDocument } from "../user_document.ts";
import { refuseVersion } from "../version.ts";
import { holdUser } from "./hold_user.ts";
import { setActive } from "./set_active.ts";
import type { UserRow } from "./user_row.ts";

export type UserChange = { ok: true; user: UserRow } | ScimRefusal;

type Changing = {
  memberId: string;
  /** The document as it shall be, from that as it is. */
  change: (document: JsonObject) => Patched;
  /** The version it must be at, as the header has it. */
  ifMatch?: string;
  actor: Actor;
  now: Date;
};

/** Takes over what the directory says now. Sent again, it changes nothing and leaves no entry. */
export async function changeUser(tenantId: string, changing: Changing): Promise<UserChange> {
  const changed = await orRefused(asTenant(tenantId, (tx) => change(tx, changing)));
  if (!changed.ok) return changed;
  await refuseSessions(changed.endedSessions, changing.now);
  return { ok: true, user: changed.user };
}

async function change(tx: TenantTx, { memberId, change, ifMatch, actor, now }: Changing) {
  const row = await holdUser(tx, memberId);
  if (!row) return refusal("not_found", "There is no such user");
  const refused = refuseVersion(row.version, ifMatch);
  if (refused) return refused;
  const before = documentOf({ ...row, externalId: row.externalId ?? undefined });
  const patched = change(before);
  if (!patched.ok) return patched;
  const settled = settleUser(patched.document);
  if (!settled.ok) return settled;
  const after = documentOf(settled.user);
  if (isDeepStrictEqual(before, after)) return { ok: true as const, user: row, endedSessions: [] };
  if (await isAnothers(tx, { memberId, email: settled.user.email, before: row.email })) {
    return refusal("uniqueness", `Another member has the address ${settled.user.email}`);
  }
  await keep(tx, { row, user: settled.user, now });
  const { active: _, ...described } = after;
  await note(tx, { row, user: settled.user, changed: namesChanged(before, described), actor });
  const member = { id: memberId, userId: row.userId, name: settled.user.name };
  const { endedSessions } = await setActive(tx, { member, isActive: settled.user.isActive, actor, now });
  return { ok: true as const, user: (await holdUser(tx, memberId))!, endedSessions };
}

/** An address that stays may be another's as well: it was there before the directory came. */
async function isAnothers(
  tx: TenantTx,
  { memberId, email, before }: { memberId: string; email: string; before: string },
): Promise<boolean> {
  if (email.toLowerCase() === before.toLowerCase()) return false;
  const other = await tx.row`
    select id from members
     where tenant_id = ${tx.tenantId} and email_lc = lower(${email}) and id <> ${memberId} limit 1`;
  return other !== undefined;
}

async function keep(tx: TenantTx, { row, user, now }: { row: UserRow; user: UserDocument; now: Date }) {
  const { userName, externalId, attributes, name, email } = user;
  await tx.count`
    update scim_users
       set user_name = ${userName}, external_id = ${externalId}, attributes = ${attributes},
           version = version + 1, updated_at = ${now}
     where tenant_id = ${tx.tenantId} and member_id = ${row.memberId}`;
  if (name === row.name && email === row.email) return;
  await tx.count`
    update members set name = ${name}, email = ${email}
     where tenant_id = ${tx.tenantId} and id = ${row.memberId}`;
  await tx.rows`select gate.change_directory_user(${row.userId}, ${email}, ${name})`;
}

function namesChanged(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  names.delete("active"); // has an entry of its own
  return [...names].filter((it) => !isDeepStrictEqual(before[it], after[it])).map((it) =>
    it.split(":").at(-1)!
  );
}

async function note(
  tx: TenantTx,
  { row, user, changed, actor }: { row: UserRow; user: UserDocument; changed: string[]; actor: Actor },
) {
  if (changed.length === 0) return;
  await recordAudit(tx, {
    actor,
    action: "member.synced",
    subject: { kind: "member", id: row.memberId },
    detail: { name: user.name, changed: changed.join(", ").slice(0, 500) },
  });
}
