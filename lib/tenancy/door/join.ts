import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import { LOGIN_SECONDS, secondsAfter } from "@/lib/identity/lifetimes.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { newId } from "@/lib/ids.ts";
import { announceChange } from "@/lib/usage/announce.ts";
import { type Entrant, findEntrant } from "../sso/find_entrant.ts";
import { findExpected } from "../sso/find_expected.ts";
import { findProvenHere } from "../sso/find_proven_here.ts";
import type { LoginRow } from "./login_row.ts";
import { type Refusal, refused } from "./refusal.ts";

type Joining = {
  login: Pick<LoginRow, "id" | "connectionId" | "kind">;
  identity: VerifiedIdentity;
  now: Date;
};

type Joined = { ok: true; userId: string } | Refusal;

/** Brings in somebody whom no link names, where the tenant has said that its connection may. */
export async function join(tx: TenantTx, { login, identity, now }: Joining): Promise<Joined> {
  const { connectionId, kind } = login;
  if (connectionId === null) return refused("not_linked");
  const { issuer, subject } = identity;
  // Of two logins of one new person the second waits here, and then finds the link of the first.
  const [, linked] = await Promise.all([
    tx.rows`select pg_advisory_xact_lock(hashtextextended(${`${connectionId} ${issuer} ${subject}`}, 0))`,
    tx.row<{ person: string | null }>`
      select gate.linked_person(${connectionId}, ${issuer}, ${subject}, ${now}) as person`,
  ]);
  if (linked?.person) return { ok: true, userId: linked.person };
  const expected = await findExpected(tx, { connectionId, identity }) ??
    await findProvenHere(tx, { loginId: login.id, identity, now });
  if (expected) {
    const link = await linkIdentity(tx, { kind, connectionId, identity, member: expected, now });
    return link.ok ? { ok: true, userId: expected.userId } : link;
  }
  const entrant = await findEntrant(tx, { connectionId, identity });
  if (entrant.ok) return await moveIn(tx, { entrant, identity, connectionId, kind, now });
  if (entrant.reason === "confirm_member") {
    await awaitLink(tx, { login, identity, email: entrant.email!, now });
  }
  return refused(entrant.reason);
}

type Moving = {
  entrant: Extract<Entrant, { ok: true }>;
  identity: VerifiedIdentity;
  connectionId: string;
  kind: MethodKind;
  now: Date;
};

async function moveIn(tx: TenantTx, { entrant, identity, connectionId, kind, now }: Moving): Promise<Joined> {
  const { name, email, to, roleName, roleId, connectionName } = entrant;
  const [id, userId] = [newId(), newId()];
  await tx.rows`select gate.add_vouched_user(${userId}, ${email}, ${name}, ${now})`;
  await tx.count`
    insert into members (tenant_id, id, user_id, role, role_id, email, name, joined_at)
    values (${tx.tenantId}, ${id}, ${userId}, ${to.role}, ${roleId}, ${email}, ${name}, ${now})`;
  announceChange(tx);
  await recordAudit(tx, {
    actor: { kind: "member", id: userId, name },
    action: "member.joined",
    subject: { kind: "member", id },
    detail: { name, role: roleName, by_connection: connectionName },
  });
  const linked = await linkIdentity(tx, { kind, connectionId, identity, member: { id, userId, name }, now });
  return linked.ok ? { ok: true, userId } : linked;
}

type Awaiting = Omit<Joining, "now"> & { email: string; now: Date };

/** The browser that began may show, by the member's own way in, that the two are one person. */
async function awaitLink(tx: TenantTx, { login, identity, email, now }: Awaiting): Promise<void> {
  const { id, connectionId } = login;
  await tx.count`
    delete from sso_awaited_links where tenant_id = ${tx.tenantId}
       and (expires_at < ${now} or binding_hash = gate.binding_of_login(${id}))`;
  await tx.count`
    insert into sso_awaited_links
      (tenant_id, id, connection_id, issuer, subject, email_lc, binding_hash, expires_at)
    select ${tx.tenantId}, ${newId()}, ${connectionId}, ${identity.issuer}, ${identity.subject}, ${email}, binding,
           ${secondsAfter(now, LOGIN_SECONDS)}
      from gate.binding_of_login(${id}) binding where binding is not null`;
}
