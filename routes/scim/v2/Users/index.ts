import { project, wants } from "@/lib/tenancy/scim/project.ts";
import { readListQuery, readProjection } from "@/lib/tenancy/scim/read_query.ts";
import { readUserBody, settleUser } from "@/lib/tenancy/scim/user_document.ts";
import { createUser } from "@/lib/tenancy/scim/users/create_user.ts";
import { listUsers } from "@/lib/tenancy/scim/users/list_users.ts";
import { userResource } from "@/lib/tenancy/scim/users/user_resource.ts";
import { readScimBody } from "@/routes/scim/v2/(_http)/read_scim_body.ts";
import { listAnswer, refuse, resourceAnswer } from "@/routes/scim/v2/(_http)/scim_answer.ts";
import { scimBase } from "@/routes/scim/v2/(_http)/scim_base.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ req, state, url }) {
    const read = readListQuery(url.searchParams);
    if (!read.ok) return refuse(read);
    const { query } = read;
    const found = await listUsers(state.tenant.id, { ...query, withGroups: wants(query, "groups") });
    if (!found.ok) return refuse(found);
    const resources = found.rows.map((it) => project(userResource(it, scimBase(state)), query));
    return listAnswer(req, { total: found.total, startIndex: query.startIndex, resources });
  },

  async POST({ req, state, url }) {
    const body = await readScimBody(req);
    if (!body.ok) return body.res;
    const document = readUserBody(body.value);
    const settled = document.ok ? settleUser(document.document) : document;
    if (!settled.ok) return refuse(settled);
    const { tenant, actor } = state;
    const created = await createUser(tenant.id, { user: settled.user, actor, now: new Date() });
    if (!created.ok) return refuse(created);
    const resource = userResource(created.user, scimBase(state));
    return resourceAnswer(req, project(resource, readProjection(url.searchParams)), { status: 201 });
  },
});
