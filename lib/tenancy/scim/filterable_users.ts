import { type Sql, sql } from "@/lib/db/sql.ts";
import { parsePublicId } from "@/lib/ids.ts";
import type { Filterables } from "./filterable.ts";
import { ENTERPRISE_SCHEMA } from "./urns.ts";

const item = sql`item.value`;
const ofItem = (member: string) => ({ kind: "text" as const, value: sql`(${item}->>${member}::text)` });
const attribute = (name: string) => ({ kind: "text" as const, value: sql`(u.attributes->>${name}::text)` });
const nested = (outer: string, name: string) => ({
  kind: "text" as const,
  value: sql`(u.attributes->${outer}::text->>${name}::text)`,
});
const work = (name: string) => nested(ENTERPRISE_SCHEMA, name);

/** What `GET /Users` may be filtered by: columns of `u`, one of `scim_users`, and `d`, its deactivation. */
export const FILTERABLE_USERS: Filterables = {
  id: { kind: "id", value: sql`u.member_id`, parse: (text) => parsePublicId("mem", text) },
  username: { kind: "text", value: sql`u.user_name` },
  externalid: { kind: "exact", value: sql`u.external_id` },
  active: { kind: "boolean", value: sql`(d.user_id is null)` },
  displayname: attribute("displayName"),
  nickname: attribute("nickName"),
  title: attribute("title"),
  usertype: attribute("userType"),
  "name.familyname": nested("name", "familyName"),
  "name.givenname": nested("name", "givenName"),
  "name.formatted": nested("name", "formatted"),
  "meta.created": { kind: "instant", value: sql`u.created_at` },
  "meta.lastmodified": { kind: "instant", value: sql`u.updated_at` },
  emails: {
    kind: "many",
    some: (condition: Sql) =>
      sql`exists (select from jsonb_array_elements(u.attributes->'emails') item where ${condition})`,
    subs: {
      value: ofItem("value"),
      type: ofItem("type"),
      primary: { kind: "boolean", value: sql`coalesce((${item}->>'primary')::boolean, false)` },
    },
  },
  ...Object.fromEntries(
    ["employeeNumber", "costCenter", "organization", "division", "department"]
      .map((it) => [`${ENTERPRISE_SCHEMA}:${it}`.toLowerCase(), work(it)]),
  ),
  ...Object.fromEntries(
    ["manager", "manager.value", `${ENTERPRISE_SCHEMA}:manager`, `${ENTERPRISE_SCHEMA}:manager.value`]
      .map((it) => [it.toLowerCase(), {
        kind: "text" as const,
        value: sql`(u.attributes->${ENTERPRISE_SCHEMA}::text->'manager'->>'value')`,
      }]),
  ),
};
