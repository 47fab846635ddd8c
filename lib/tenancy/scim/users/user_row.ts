import { type Sql, sql } from "@/lib/db/sql.ts";
import type { JsonObject } from "../json.ts";

/** A member whom the directory looks after, as the database has one. */
export type UserRow = {
  memberId: string;
  userId: string;
  /** The tenant's own row about the person. */
  name: string;
  email: string;
  userName: string;
  externalId: string | null;
  attributes: JsonObject;
  isActive: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Undefined where nobody asked for them. */
  groups?: { id: string; name: string }[];
};

export const USER_TABLES = sql`
  scim_users u
  join members m on m.tenant_id = u.tenant_id and m.id = u.member_id
  left join member_deactivations d on d.tenant_id = m.tenant_id and d.user_id = m.user_id`;

const COLUMNS = sql`
  u.member_id as "memberId", m.user_id as "userId", m.name, m.email, u.user_name as "userName",
  u.external_id as "externalId", u.attributes, d.user_id is null as "isActive", u.version,
  u.created_at as "createdAt", u.updated_at as "updatedAt"`;

const GROUPS = sql`
  (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.display_name) order by g.display_name_lc), '[]')
     from scim_group_members gm join scim_groups g on g.tenant_id = gm.tenant_id and g.id = gm.group_id
    where gm.tenant_id = u.tenant_id and gm.member_id = u.member_id) as groups`;

/** Of `USER_TABLES`, what a `UserRow` has. */
export function userColumns({ withGroups }: { withGroups: boolean }): Sql {
  return withGroups ? sql`${COLUMNS}, ${GROUPS}` : COLUMNS;
}
