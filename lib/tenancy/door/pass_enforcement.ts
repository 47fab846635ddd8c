import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { provesMore } from "@/lib/identity/factors/what_was_shown.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import { tellOwners } from "../tell_owners.ts";
import type { Comer } from "./find_comer.ts";
import { type Refusal, refused } from "./refusal.ts";

type Passing = {
  login: { kind: MethodKind; connectionId?: string; userId: string; recognitions: string[] };
  member: Comer;
  requestId?: string;
  now: Date;
};

/**
 * Whether somebody may come in by this way where the tenant has made a connection the only one. Who has shown an
 * identity of that connection in this browser, and now proves to be the member of its address, connects the two and
 * passes.
 */
export async function passEnforcement(tx: TenantTx, passing: Passing): Promise<{ ok: true } | Refusal> {
  const { login, member: { mustUse, isBreakGlass, awaitedLink } } = passing;
  if (login.connectionId !== undefined) {
    return mustUse === null || mustUse === login.connectionId ? { ok: true } : refused("sso_required");
  }
  const linkedBy = awaitedLink === null ? undefined : await connect(tx, passing, awaitedLink);
  if (mustUse === null || linkedBy === mustUse) return { ok: true };
  if (!isBreakGlass || !provesMore(login)) return refused("sso_required");
  await noteBreakGlass(tx, passing);
  return { ok: true };
}

type Awaited = { connectionId: string; kind: MethodKind; issuer: string; subject: string; email: string };

/** @returns the connection; undefined where it no longer waits, or the identity is somebody else's by now. */
async function connect(
  tx: TenantTx,
  { login: { userId }, member, requestId, now }: Passing,
  awaitedLink: string,
): Promise<string | undefined> {
  const awaited = await tx.row<Awaited>`
    delete from sso_awaited_links a using sso_connections c
     where a.tenant_id = ${tx.tenantId} and a.id = ${awaitedLink}
       and c.tenant_id = a.tenant_id and c.id = a.connection_id and c.state = 'enabled'
    returning a.connection_id as "connectionId", c.kind, a.issuer, a.subject, a.email_lc as email`;
  if (!awaited) return undefined;
  const { kind, connectionId } = awaited;
  const linked = await linkIdentity(tx, {
    kind,
    connectionId,
    identity: awaited,
    member: { ...member, userId },
    requestId,
    now,
  });
  return linked.ok ? connectionId : undefined;
}

async function noteBreakGlass(tx: TenantTx, { login: { userId, recognitions }, member, requestId }: Passing) {
  const { id, name } = member;
  await recordAudit(tx, {
    actor: { kind: "member", id: userId, name, requestId },
    action: "break_glass.used",
    subject: { kind: "member", id },
    detail: { methods: recognitions.join(" ") },
  });
  await tellOwners(tx, { template: "break_glass_used", about: { who: name }, page: "/audit" });
}
