import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, asTenantRead, type TenantTx } from "@/lib/db/as_tenant.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";

/** An owner, and what makes one that gets in when the identity provider does not work. */
export type Owner = {
  userId: string;
  name: string;
  email: string;
  isMarked: boolean;
  hasSecondFactor: boolean;
};

export type Marked = { ok: true } | { ok: false; reason: "not_an_owner" | "no_second_factor" };
export type Unmarked = { ok: true } | { ok: false; reason: "not_marked" | "last_one" };

export async function listOwners(tenantId: string): Promise<Owner[]> {
  return await asTenantRead.one<Owner>(tenantId, owners(tenantId));
}

/** Lets an owner come in by password and second factor where everybody else has to use the connection. */
export async function markBreakGlass(
  tenantId: string,
  { userId, actor, now }: { userId: string; actor: Actor; now: Date },
): Promise<Marked> {
  return await asTenant(tenantId, async (tx): Promise<Marked> => {
    const owner = (await tx.rows<Owner>(owners(tx.tenantId))).find((it) => it.userId === userId);
    if (!owner) return { ok: false, reason: "not_an_owner" };
    if (!owner.hasSecondFactor) return { ok: false, reason: "no_second_factor" };
    const marked = await tx.count`
      insert into sso_break_glass (tenant_id, user_id, marked_by, marked_at)
      values (${tx.tenantId}, ${userId}, ${actor.id}, ${now}) on conflict do nothing`;
    if (marked > 0) await note(tx, "break_glass.marked", { owner, actor });
    return { ok: true };
  });
}

/** The last one stays marked while the connection is the only way in. */
export async function unmarkBreakGlass(
  tenantId: string,
  { userId, actor }: { userId: string; actor: Actor },
): Promise<Unmarked> {
  return await asTenant(tenantId, async (tx): Promise<Unmarked> => {
    // Whoever unmarks or enforces at the same time waits here.
    const enforced = await tx.row`
      select id from sso_connections where tenant_id = ${tx.tenantId} and enforced_at is not null for update`;
    const marked = (await tx.rows<Owner>(owners(tx.tenantId))).filter((it) => it.isMarked);
    const owner = marked.find((it) => it.userId === userId);
    if (!owner) return { ok: false, reason: "not_marked" };
    if (enforced && marked.length === 1) return { ok: false, reason: "last_one" };
    await tx.count`delete from sso_break_glass where tenant_id = ${tx.tenantId} and user_id = ${userId}`;
    await note(tx, "break_glass.unmarked", { owner, actor });
    return { ok: true };
  });
}

/** User ids of those who can get in past the connection: still an active owner, and still with a second factor. */
export function breakGlassOwners(tenantId: string): Sql {
  return sql`
    select b.user_id from sso_break_glass b
      join members o on o.tenant_id = b.tenant_id and o.user_id = b.user_id and o.role = 'owner'
     where b.tenant_id = ${tenantId} and cardinality(gate.second_factors_of(b.user_id)) > 0
       and not exists (select from member_deactivations d
                        where d.tenant_id = b.tenant_id and d.user_id = b.user_id)`;
}

function owners(tenantId: string): Sql {
  return sql`
    select m.user_id as "userId", m.name, m.email, b.user_id is not null as "isMarked",
           cardinality(gate.second_factors_of(m.user_id)) > 0 as "hasSecondFactor"
      from members m
      left join sso_break_glass b on b.tenant_id = m.tenant_id and b.user_id = m.user_id
     where m.tenant_id = ${tenantId} and m.role = 'owner' order by m.joined_at, m.id`;
}

async function note(
  tx: TenantTx,
  action: "break_glass.marked" | "break_glass.unmarked",
  { owner, actor }: { owner: Owner; actor: Actor },
) {
  const { name, userId } = owner;
  await recordAudit(tx, { actor, action, subject: { kind: "member", id: userId }, detail: { name } });
}
