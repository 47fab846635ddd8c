import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import type { Settings } from "./connection.ts";
import { sealSecret } from "./connection_row.ts";
import { type Held, holdConnection } from "./hold_connection.ts";
import { nameOrganization, type OrganizationTaken, orOrganizationTaken } from "./name_organization.ts";
import { pointDoor } from "./point_door.ts";

type Change = {
  connectionId: string;
  /** Of the same kind as before. */
  kind: keyof Settings;
  settings: Settings[keyof Settings];
  actor: Actor;
  now: Date;
};

export type Changed = { ok: true } | { ok: false; reason: "not_found" | "enforced" } | OrganizationTaken;

/**
 * Replaces what a login goes by. Whatever it was before, the connection is a draft afterwards, which lets nobody in
 * until it is tested; so one that is the only way in cannot be changed.
 */
export async function changeConnection(
  tenantId: string,
  { connectionId: id, kind, settings, actor, now }: Change,
): Promise<Changed> {
  return await orOrganizationTaken(asTenant(tenantId, async (tx): Promise<Changed> => {
    const held = await holdConnection(tx, id);
    if (!held || held.kind !== kind) return { ok: false, reason: "not_found" };
    if (held.isEnforced) return { ok: false, reason: "enforced" };
    await tx.count`
      update sso_connections set settings = ${settings}, state = 'draft', revision = revision + 1,
             changed_by = ${actor.id}, changed_at = ${now}
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await nameOrganization(tx, { connectionId: id, kind, settings });
    await pointDoor(tx);
    await recordAudit(tx, {
      actor,
      action: "connection.changed",
      subject: { kind: "connection", id },
      detail: { name: held.name, was_enabled: held.state === "enabled" },
    });
    return { ok: true };
  }));
}

type Replacement = { connectionId: string; clientSecret: string; actor: Actor; now: Date };

/** The old secret is gone. A connection that is enabled stays so: secrets end, and people have to get in meanwhile. */
export async function replaceSecret(
  tenantId: string,
  { connectionId: id, clientSecret, actor, now }: Replacement,
): Promise<{ ok: true } | { ok: false; reason: "not_found" }> {
  return await asTenant(tenantId, async (tx) => {
    const held = await holdConnection(tx, id);
    if (held?.kind !== "oidc") return { ok: false, reason: "not_found" };
    await tx.count`
      update sso_connections set sealed_secret = ${sealSecret(id, clientSecret)}
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await noteRotation(tx, held, { id, actor, now });
    await recordAudit(tx, {
      actor,
      action: "connection.secret_replaced",
      subject: { kind: "connection", id },
      detail: { name: held.name },
    });
    return { ok: true };
  });
}

type Certificates = { connectionId: string; certificates: string[]; actor: Actor; now: Date };

/** The certificates that a SAML provider signs with: the old and the new one while it changes them. */
export async function keepCertificates(
  tenantId: string,
  { connectionId: id, certificates, actor, now }: Certificates,
): Promise<{ ok: true } | { ok: false; reason: "not_found" | "none_left" }> {
  if (certificates.length === 0) return { ok: false, reason: "none_left" };
  return await asTenant(tenantId, async (tx) => {
    const held = await holdConnection(tx, id);
    if (held?.kind !== "saml") return { ok: false, reason: "not_found" };
    await tx.count`
      update sso_connections set settings = settings || ${{ certificates }}::jsonb
       where tenant_id = ${tx.tenantId} and id = ${id}`;
    await noteRotation(tx, held, { id, actor, now });
    await recordAudit(tx, {
      actor,
      action: "connection.certificates_changed",
      subject: { kind: "connection", id },
      detail: { name: held.name, certificates: certificates.length },
    });
    return { ok: true };
  });
}

/** Before it is enabled, a connection is tested with what it has now. */
async function noteRotation(
  tx: TenantTx,
  { state }: Held,
  { id, actor, now }: { id: string; actor: Actor; now: Date },
) {
  if (state === "enabled") return;
  await tx.count`
    update sso_connections set state = 'draft', revision = revision + 1, changed_by = ${actor.id}, changed_at = ${now}
     where tenant_id = ${tx.tenantId} and id = ${id}`;
}

/** What people see on the sign-in page; no login goes by it. */
export async function renameConnection(
  tenantId: string,
  { connectionId: id, name, actor }: { connectionId: string; name: string; actor: Actor },
): Promise<{ ok: true } | { ok: false; reason: "not_found" }> {
  return await asTenant(tenantId, async (tx) => {
    const held = await holdConnection(tx, id);
    if (!held) return { ok: false, reason: "not_found" };
    await tx.count`update sso_connections set name = ${name} where tenant_id = ${tx.tenantId} and id = ${id}`;
    await recordAudit(tx, {
      actor,
      action: "connection.renamed",
      subject: { kind: "connection", id },
      detail: { name, before: held.name },
    });
    return { ok: true };
  });
}
