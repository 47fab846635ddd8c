import pg from "pg";
import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { newId } from "@/lib/ids.ts";
import { announceChange } from "@/lib/usage/announce.ts";
import { type Closed, holdInvitation, type OpenInvitation } from "./invitation.ts";

export type Joined = { ok: true; member: { id: string; userId: string } };

export type Acceptance =
  | Joined
  | { ok: false; reason: Closed | "member_already" | "deactivated" };

/** Somebody whom we know, and who has just proven to be that person: `email` is theirs, and proven. */
export type KnownPerson = { userId: string; name: string; email: string };

type Accepting = { token: string; requestId?: string; now: Date };

/** Makes a known person a member. What is accepted is the person's proof and the token, never an address alone. */
export async function acceptAsKnown(
  tenantId: string,
  { person, ...accepting }: Accepting & { person: KnownPerson },
): Promise<Acceptance | { ok: false; reason: "for_somebody_else" }> {
  return await asTenant(tenantId, async (tx) => {
    const found = await holdInvitation(tx, accepting);
    if (!found.ok) return found;
    const { email } = found.invitation;
    if (email !== undefined && email.toLowerCase() !== person.email.toLowerCase()) {
      return { ok: false, reason: "for_somebody_else" };
    }
    return await moveIn(tx, { invitation: found.invitation, person, ...accepting });
  });
}

/**
 * Makes somebody new a member. The token came by mail, so the address is proven with it, and is this person's alone.
 * `address_taken`: somebody has proven it before, and has to accept as themselves. `not_by_mail`: a link proves none.
 */
export async function acceptAsNew(
  tenantId: string,
  { name, phc, ...accepting }: Accepting & { name: string; phc: string },
): Promise<Acceptance | { ok: false; reason: "address_taken" | "not_by_mail" }> {
  const { token, now } = accepting;
  const acceptance = asTenant(
    tenantId,
    async (tx): Promise<Acceptance | { ok: false; reason: "not_by_mail" }> => {
      const found = await holdInvitation(tx, accepting);
      if (!found.ok) return found;
      const { email } = found.invitation;
      if (email === undefined) return { ok: false, reason: "not_by_mail" };
      const userId = newId();
      await tx.rows`select gate.add_invited_user(${
        hashBearerSecret(token)
      }, ${userId}, ${name}, ${phc}, ${now})`;
      return await moveIn(tx, {
        invitation: found.invitation,
        person: { userId, name, email },
        ...accepting,
      });
    },
  );
  return await orAddressTaken(acceptance);
}

type Moving = Accepting & { invitation: OpenInvitation; person: KnownPerson };

async function moveIn(
  tx: TenantTx,
  { invitation, person: { userId, name, email }, requestId, now }: Moving,
): Promise<Acceptance> {
  const id = newId();
  const { role, roleId } = invitation;
  const joined = await tx.count`
    insert into members (tenant_id, id, user_id, role, role_id, email, name, joined_at)
    values (${tx.tenantId}, ${id}, ${userId}, ${role}, ${roleId}, ${email}, ${name}, ${now})
    on conflict (tenant_id, user_id) do nothing`;
  if (joined === 0) return { ok: false, reason: await whyNot(tx, userId) };
  await tx.count`
    update invitations set uses = uses + 1
     where tenant_id = ${tx.tenantId} and id = any(${[invitation.id, invitation.linkId]}::uuid[])`;
  announceChange(tx);
  const actor: Actor = { kind: "member", id: userId, name, requestId };
  await recordAudit(tx, {
    actor,
    action: "member.joined",
    subject: { kind: "member", id },
    detail: { name, role: invitation.roleName ?? role, invited_by: invitation.inviterName },
  });
  return { ok: true, member: { id, userId } };
}

async function whyNot(tx: TenantTx, userId: string): Promise<"member_already" | "deactivated"> {
  const row = await tx.row`
    select from member_deactivations where tenant_id = ${tx.tenantId} and user_id = ${userId}`;
  return row ? "deactivated" : "member_already";
}

async function orAddressTaken<T>(
  acceptance: Promise<T>,
): Promise<T | { ok: false; reason: "address_taken" }> {
  try {
    return await acceptance;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === "one_owner_of_a_proven_email") {
      return { ok: false, reason: "address_taken" };
    }
    throw error;
  }
}
