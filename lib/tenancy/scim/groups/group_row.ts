import { type Sql, sql } from "@/lib/db/sql.ts";

export type GroupRow = {
  id: string;
  displayName: string;
  externalId: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Undefined where nobody asked for them. */
  members?: { id: string; userName: string }[];
};

const COLUMNS = sql`
  g.id, g.display_name as "displayName", g.external_id as "externalId", g.version,
  g.created_at as "createdAt", g.updated_at as "updatedAt"`;

const MEMBERS = sql`
  (select coalesce(json_agg(json_build_object('id', u.member_id, 'userName', u.user_name) order by u.member_id), '[]')
     from scim_group_members gm join scim_users u on u.tenant_id = gm.tenant_id and u.member_id = gm.member_id
    where gm.tenant_id = g.tenant_id and gm.group_id = g.id) as members`;

/** Of `scim_groups g`, what a `GroupRow` has. */
export function groupColumns({ withMembers }: { withMembers: boolean }): Sql {
  return withMembers ? sql`${COLUMNS}, ${MEMBERS}` : COLUMNS;
}
