import { createGroup } from "@/lib/tenancy/scim/groups/create_group.ts";
import { groupResource } from "@/lib/tenancy/scim/groups/group_resource.ts";
import { listGroups } from "@/lib/tenancy/scim/groups/list_groups.ts";
import { project, wants } from "@/lib/tenancy/scim/project.ts";
import { readGroupBody } from "@/lib/tenancy/scim/read_group.ts";
import { readListQuery, readProjection } from "@/lib/tenancy/scim/read_query.ts";
import { readScimBody } from "@/routes/scim/v2/(_http)/read_scim_body.ts";
import { listAnswer, refuse, resourceAnswer } from "@/routes/scim/v2/(_http)/scim_answer.ts";
import { scimBase } from "@/routes/scim/v2/(_http)/scim_base.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ req, state, url }) {
    const read = readListQuery(url.searchParams);
    if (!read.ok) return refuse(read);
    const { query } = read;
    const found = await listGroups(state.tenant.id, { ...query, withMembers: wants(query, "members") });
    if (!found.ok) return refuse(found);
    const resources = found.rows.map((it) => project(groupResource(it, scimBase(state)), query));
    return listAnswer(req, { total: found.total, startIndex: query.startIndex, resources });
  },

  async POST({ req, state, url }) {
    const body = await readScimBody(req);
    if (!body.ok) return body.res;
    const read = readGroupBody(body.value);
    if (!read.ok) return refuse(read);
    const { tenant, actor } = state;
    const created = await createGroup(tenant.id, { group: read.change, actor, now: new Date() });
    if (!created.ok) return refuse(created);
    const resource = groupResource(created.group, scimBase(state));
    return resourceAnswer(req, project(resource, readProjection(url.searchParams)), { status: 201 });
  },
});
