import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { refuseSessions } from "@/lib/identity/end_sessions.ts";
import { newId } from "@/lib/ids.ts";
import { announceChange } from "@/lib/usage/announce.ts";
import { orRefused } from "../or_refused.ts";
import { refusal, type ScimRefusal } from "../refusal.ts";
import type { UserDocument } from "../user_document.ts";
import { setActive } from "./set_active.ts";
import { takeOver } from "./take_over.ts";
import { holdUser } from "./hold_user.ts";
import type { UserRow } from "./user_row.ts";

/** What a member has whom no group gives a role. */
export const LOWEST_ROLE = "read_only";

export type UserCreation = { ok: true; user: UserRow } | ScimRefusal;

type Creating = { user: UserDocument; actor: Actor; now: Date };
type Person = { id: string; userId: string; name: string };

/**
 * A member for whom the directory has a user. Who is a member already under this address comes under the directory only
 * where the tenant has proven that the address's domain is its own.
 */
export async function createUser(tenantId: string, creating: Creating): Promise<UserCreation> {
  const created = await orRefused(asTenant(tenantId, (tx) => create(tx, creating)));
  if (!created.ok) return created;
  await refuseSessions(created.endedSessions, creating.now);
  return { ok: true, user: created.user };
}

async function create(tx: TenantTx, { user, actor, now }: Creating) {
  const found = await findByAddress(tx, user.email);
  if ("reason" in found) return found;
  const member = found.member ?? await join(tx, { user, actor, now });
  await tx.count`
    insert into scim_users (tenant_id, member_id, user_name, external_id, attributes, created_at, updated_at)
    values (${tx.tenantId}, ${member.id}, ${user.userName}, ${user.externalId}, ${user.attributes}, ${now}, ${now})`;
  if (found.member) await takeOver(tx, { member, user, actor });
  const { endedSessions } = await setActive(tx, { member, isActive: user.isActive, actor, now });
  return { ok: true as const, user: (await holdUser(tx, member.id))!, endedSessions };
}

type Known = Person & { isManaged: boolean; isOfOwnDomain: boolean };

async function findByAddress(tx: TenantTx, email: string): Promise<{ member?: Person } | ScimRefusal> {
  const known = await tx.rows<Known>`
    select m.id, m.user_id as "userId", m.name, u.member_id is not null as "isManaged",
           gate.owns_domain(split_part(${email}, '@', 2)) as "isOfOwnDomain"
      from members m left join scim_users u on u.tenant_id = m.tenant_id and u.member_id = m.id
     where m.tenant_id = ${tx.tenantId} and m.email_lc = lower(${email}) for update of m`;
  if (known.length === 0) return {};
  if (known.some((it) => it.isManaged)) return refusal("uniqueness", `Another user has the address ${email}`);
  if (known.length > 1) {
    return refusal(
      "uniqueness",
      `Several members have the address ${email}; remove all but one of them first`,
    );
  }
  const [member] = known;
  if (!member.isOfOwnDomain) {
    return refusal(
      "uniqueness",
      `${member.name} is a member with the address ${email} already. Prove that its domain is yours, and the directory ` +
        "can take the member over; or remove the member first",
    );
  }
  return { member };
}

/** Without a password: there is no way in but the tenant's own sign-in, or a proof of the address. */
async function join(
  tx: TenantTx,
  { user: { name, email, userName }, actor, now }: Creating,
): Promise<Person> {
  const [id, userId] = [newId(), newId()];
  await tx.rows`select gate.add_directory_user(${userId}, ${email}, ${name}, ${now})`;
  await tx.count`
    insert into members (tenant_id, id, user_id, role, email, name, joined_at)
    values (${tx.tenantId}, ${id}, ${userId}, ${LOWEST_ROLE}, ${email}, ${name}, ${now})`;
  announceChange(tx);
  await recordAudit(tx, {
    actor,
    action: "member.joined",
    subject: { kind: "member", id },
    detail: { name, user_name: userName, role: LOWEST_ROLE },
  });
  return { id, userId, name };
}
