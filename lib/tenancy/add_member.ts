import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import type { Role } from "@/lib/identity/permissions.ts";
import { announceChange } from "@/lib/usage/announce.ts";

export type NewMember = {
  name: string;
  email: string;
  role: Role;
  /** Of the password, as `hashPassword()` makes it. */
  phc: string;
  actor: Actor;
  now: Date;
};

/** Brings in somebody new. Who has proven the address elsewhere stays another person. */
export async function addMember(
  tx: TenantTx,
  { name, email, role, phc, actor, now }: NewMember,
): Promise<{ id: string; userId: string }> {
  const [id, userId] = [newId(), newId()];
  await tx.rows`select gate.add_user(${userId}, ${email}, ${name}, ${phc}, ${now})`;
  await tx.count`
    insert into members (tenant_id, id, user_id, role, email, name, joined_at)
    values (${tx.tenantId}, ${id}, ${userId}, ${role}, ${email}, ${name}, ${now})`;
  announceChange(tx);
  await recordAudit(tx, {
    actor,
    action: "member.joined",
    subject: { kind: "member", id },
    detail: { name, role },
  });
  return { id, userId };
}
