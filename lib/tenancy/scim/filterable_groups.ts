import { type Sql, sql } from "@/lib/db/sql.ts";
import { parsePublicId } from "@/lib/ids.ts";
import type { Filterables } from "./filterable.ts";

/** What `GET /Groups` may be filtered by: columns of `g`, one of `scim_groups`. */
export const FILTERABLE_GROUPS: Filterables = {
  id: { kind: "id", value: sql`g.id`, parse: (text) => parsePublicId("grp", text) },
  displayname: { kind: "text", value: sql`g.display_name` },
  externalid: { kind: "exact", value: sql`g.external_id` },
  "meta.created": { kind: "instant", value: sql`g.created_at` },
  "meta.lastmodified": { kind: "instant", value: sql`g.updated_at` },
  members: {
    kind: "many",
    some: (condition: Sql) =>
      sql`exists (select from scim_group_members item
                   where item.tenant_id = g.tenant_id and item.group_id = g.id and ${condition})`,
    subs: {
      value: { kind: "id", value: sql`item.member_id`, parse: (text) => parsePublicId("mem", text) },
    },
  },
};
