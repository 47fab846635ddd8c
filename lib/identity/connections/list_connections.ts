import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { ConnectionKind, ConnectionState, Settings } from "./connection.ts";

/** What an admin sees of a connection: everything but its secret. */
export type ListedConnection =
  & {
    id: string;
    name: string;
    state: ConnectionState;
    /** Counts changes of what a login goes by. */
    revision: number;
    /** Of the last test login that worked; null before the first. */
    testedRevision: number | null;
    /** Whether somebody whom it vouches for may become a member by that. */
    joinsPeople: boolean;
    /** Of those who join by it. */
    defaultRole: JoinRole;
    /** Whether each sign-in sets the role that the person's groups stand for. */
    appliesGroups: boolean;
    createdAt: Date;
    changedAt: Date;
    /** Since when it is the only way in; null where it is not. */
    enforcedAt: Date | null;
    /** How many people come in by it. */
    people: number;
  }
  & { [Kind in ConnectionKind]: { kind: Kind; settings: Settings[Kind] } }[ConnectionKind];

export const JOIN_ROLES = ["read_only", "member"] as const;
export type JoinRole = typeof JOIN_ROLES[number];

/** The first to be added first. */
export async function listConnections(tenantId: string): Promise<ListedConnection[]> {
  return await asTenantRead.one<ListedConnection>(
    tenantId,
    sql`select id, kind, name, settings, state, revision, tested_revision as "testedRevision",
               joins_people as "joinsPeople", default_role as "defaultRole", applies_groups as "appliesGroups",
               created_at as "createdAt", changed_at as "changedAt", enforced_at as "enforcedAt",
               gate.count_connection_links(id) as people
          from sso_connections where tenant_id = ${tenantId} order by created_at, id`,
  );
}
