import pg from "pg";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Draft } from "./add_connection.ts";

export type OrganizationTaken = { ok: false; reason: "organization_taken" };

/** Of a connection by Auth0: its organization is this connection's alone, in all tenants. Goes into `orOrganizationTaken()`. */
export async function nameOrganization(
  tx: TenantTx,
  { connectionId, kind, settings }: { connectionId: string } & Pick<Draft, "kind" | "settings">,
): Promise<void> {
  if (kind !== "auth0" || !("organizationId" in settings)) return;
  await tx.rows`select gate.name_organization(${connectionId}, ${settings.organizationId})`;
}

/** Takes back the whole transaction where the organization is another connection's; whose is said to nobody. */
export async function orOrganizationTaken<T>(outcome: Promise<T>): Promise<T | OrganizationTaken> {
  try {
    return await outcome;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === "one_house_of_an_organization") {
      return { ok: false, reason: "organization_taken" };
    }
    throw error;
  }
}
