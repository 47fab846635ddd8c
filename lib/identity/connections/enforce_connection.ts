import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { revokeNow } from "../revocation.ts";
import { breakGlassOwners } from "./break_glass.ts";
import { type Held, holdConnection } from "./hold_connection.ts";
import { pointDoor } from "./point_door.ts";

export type Enforced =
  | { ok: true; endedSessions: number }
  | {
    ok: false;
    reason: "not_found" | "not_enabled" | "other_enforced" | "no_domain" | "no_break_glass" | "not_linked";
  };

type Enforcement = {
  connectionId: string;
  /** Whether those who are signed in some other way have to come in again, by the connection. */
  endsSessions: boolean;
  /** The member who decides it. */
  actor: Actor & { id: string };
  now: Date;
};

/**
 * From here on whoever has an address in one of the tenant's proven domains comes in by the connection alone, but for
 * break-glass owners. Refused where that would lock out whoever decides it, or leave no way back in.
 */
export async function enforceConnection(
  tenantId: string,
  { connectionId: id, endsSessions, actor, now }: Enforcement,
): Promise<Enforced> {
  const enforced = await asTenant(tenantId, async (tx) => {
    const held = await holdConnection(tx, id);
    const reason = await refusal(tx, held, { id, userId: actor.id });
    if (reason || !held) return { ok: false as const, reason: reason ?? "not_found" };
    await tx.count`
      update sso_connections set enforced_at = ${now}, enforced_by = ${actor.id}
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await pointDoor(tx);
    const ended = endsSessions ? await endOtherSessions(tx, { connectionId: id, now }) : [];
    await recordAudit(tx, {
      actor,
      action: "connection.enforced",
      subject: { kind: "connection", id },
      detail: { name: held.name, ended_sessions: ended.length },
    });
    return { ok: true as const, ended };
  });
  if (!enforced.ok) return enforced;
  await Promise.all(enforced.ended.map((session) => revokeNow(session, now)));
  return { ok: true, endedSessions: enforced.ended.length };
}

/** Everybody may use their other ways again. */
export async function endEnforcement(
  tenantId: string,
  { connectionId: id, actor }: { connectionId: string; actor: Actor },
): Promise<{ ok: true } | { ok: false; reason: "not_enforced" }> {
  return await asTenant(tenantId, async (tx) => {
    const held = await holdConnection(tx, id);
    if (!held?.isEnforced) return { ok: false, reason: "not_enforced" };
    await tx.count`
      update sso_connections set enforced_at = null, enforced_by = null
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await pointDoor(tx);
    await recordAudit(tx, {
      actor,
      action: "connection.enforcement_ended",
      subject: { kind: "connection", id },
      detail: { name: held.name },
    });
    return { ok: true };
  });
}

type Refusal = Extract<Enforced, { ok: false }>["reason"];

async function refusal(
  tx: TenantTx,
  held: Held | undefined,
  { id, userId }: { id: string; userId: string },
): Promise<Refusal | undefined> {
  if (!held) return "not_found";
  if (held.state !== "enabled") return "not_enabled";
  const facts = await tx.row<
    { isOther: boolean; hasDomain: boolean; hasBreakGlass: boolean; isSafe: boolean }
  >`
    select exists (select from sso_connections
                    where tenant_id = ${tx.tenantId} and id <> ${id} and enforced_at is not null) as "isOther",
           exists (select from sso_domains
                    where tenant_id = ${tx.tenantId} and proven_at is not null) as "hasDomain",
           exists (${breakGlassOwners(tx.tenantId)}) as "hasBreakGlass",
           gate.is_linked(${id}, ${userId}) or ${userId}::uuid in (${
    breakGlassOwners(tx.tenantId)
  }) as "isSafe"`;
  if (facts!.isOther) return "other_enforced";
  if (!facts!.hasDomain) return "no_domain";
  if (!facts!.hasBreakGlass) return "no_break_glass";
  if (!facts!.isSafe) return "not_linked";
}

/** Of people in the proven domains for whom it has not spoken, but for break-glass owners. @returns their ids. */
async function endOtherSessions(
  tx: TenantTx,
  { connectionId, now }: { connectionId: string; now: Date },
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>`
    select s.id from gate.end_other_sessions(${connectionId}, (
      select coalesce(array_agg(m.user_id), '{}') from members m
        join sso_domains d on d.tenant_id = m.tenant_id and d.domain = split_part(m.email_lc, '@', 2)
       where m.tenant_id = ${tx.tenantId} and d.proven_at is not null
         and m.user_id not in (${breakGlassOwners(tx.tenantId)})
    ), ${now}) s (id)`;
  return rows.map((it) => it.id);
}
