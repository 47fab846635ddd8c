import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import type { Settings } from "./connection.ts";
import { nameOrganization, type OrganizationTaken, orOrganizationTaken } from "./name_organization.ts";
import { sealSecret } from "./connection_row.ts";

/** What an admin says of an identity provider. */
export type Draft =
  | { kind: "oidc"; name: string; settings: Settings["oidc"]; clientSecret: string }
  | { kind: "saml"; name: string; settings: Settings["saml"] }
  | { kind: "auth0"; name: string; settings: Settings["auth0"] };

type New = {
  /** Made with the empty form: it stands in the addresses that the provider has to be given first. */
  connectionId: string;
  draft: Draft;
  actor: Actor;
  now: Date;
};

export type AddedConnection =
  | { ok: true }
  | { ok: false; reason: "added_before" | "too_many_connections" }
  | OrganizationTaken;

export const MOST_CONNECTIONS = 10;

/** Keeps a connection as a draft: nobody comes in by it until it was tested and enabled. */
export async function addConnection(
  tenantId: string,
  { connectionId: id, draft, actor, now }: New,
): Promise<AddedConnection> {
  const { kind, name, settings } = draft;
  const sealed = draft.kind === "oidc" ? sealSecret(id, draft.clientSecret) : null;
  return await orOrganizationTaken(asTenant(tenantId, async (tx): Promise<AddedConnection> => {
    const [{ count }] = await tx.rows<{ count: number }>`
      select count(*)::int as count from sso_connections where tenant_id = ${tx.tenantId}`;
    if (count >= MOST_CONNECTIONS) return { ok: false, reason: "too_many_connections" };
    const claimed = await tx.row<{ isOurs: boolean }>`select gate.claim_connection(${id}) as "isOurs"`;
    if (!claimed?.isOurs) return { ok: false, reason: "added_before" };
    await nameOrganization(tx, { connectionId: id, kind, settings });
    await tx.count`
      insert into sso_connections
        (tenant_id, id, kind, name, settings, sealed_secret, created_by, created_at, changed_by, changed_at)
      values (${tx.tenantId}, ${id}, ${kind}, ${name}, ${settings}, ${sealed}, ${actor.id}, ${now}, ${actor.id}, ${now})`;
    await recordAudit(tx, {
      actor,
      action: "connection.created",
      subject: { kind: "connection", id },
      detail: { name, kind },
    });
    return { ok: true };
  }));
}
