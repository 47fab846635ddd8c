import { HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { changeGroup } from "@/lib/tenancy/scim/groups/change_group.ts";
import { findGroup } from "@/lib/tenancy/scim/groups/find_group.ts";
import { groupResource } from "@/lib/tenancy/scim/groups/group_resource.ts";
import { removeGroup } from "@/lib/tenancy/scim/groups/remove_group.ts";
import { project, wants } from "@/lib/tenancy/scim/project.ts";
import { foldGroupPatch, readGroupBody } from "@/lib/tenancy/scim/read_group.ts";
import { readPatch } from "@/lib/tenancy/scim/read_patch.ts";
import { readProjection } from "@/lib/tenancy/scim/read_query.ts";
import { readScimBody } from "@/routes/scim/v2/(_http)/read_scim_body.ts";
import { noContent, refuse, resourceAnswer } from "@/routes/scim/v2/(_http)/scim_answer.ts";
import { scimBase } from "@/routes/scim/v2/(_http)/scim_base.ts";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers({
  GET: (ctx) => shown(ctx),

  async PUT(ctx) {
    const body = await readScimBody(ctx.req);
    if (!body.ok) return body.res;
    const read = readGroupBody(body.value);
    if (!read.ok) return refuse(read);
    const { tenant, actor } = ctx.state;
    const changed = await changeGroup(tenant.id, {
      ...named(ctx),
      change: read.change,
      actor,
      now: new Date(),
    });
    return changed.ok ? await shown(ctx) : refuse(changed);
  },

  async PATCH(ctx) {
    const body = await readScimBody(ctx.req);
    if (!body.ok) return body.res;
    const patch = readPatch(body.value);
    const read = patch.ok ? foldGroupPatch(patch.operations) : patch;
    if (!read.ok) return refuse(read);
    const { tenant, actor } = ctx.state;
    const changed = await changeGroup(tenant.id, {
      ...named(ctx),
      change: read.change,
      actor,
      now: new Date(),
    });
    if (!changed.ok) return refuse(changed);
    // Thousands of members are nothing to send back; who asks for attributes gets those.
    return ctx.url.searchParams.has("attributes") ? await shown(ctx) : noContent();
  },

  async DELETE(ctx) {
    const { tenant, actor } = ctx.state;
    const removed = await removeGroup(tenant.id, { ...named(ctx), actor });
    return removed.ok ? noContent() : refuse(removed);
  },
});

type Asked = { req: Request; state: State; params: Record<string, string>; url: URL };

async function shown({ req, state, params, url }: Asked): Promise<Response> {
  const projection = readProjection(url.searchParams);
  const { groupId } = named({ req, params });
  const group = await findGroup(state.tenant.id, { groupId, withMembers: wants(projection, "members") });
  if (!group) throw new HttpError(404, "There is no such group");
  return resourceAnswer(req, project(groupResource(group, scimBase(state)), projection));
}

/** What is no id of ours is an id of no group. */
function named({ req, params }: Pick<Asked, "req" | "params">): { groupId: string; ifMatch?: string } {
  const groupId = parsePublicId("grp", params.id);
  if (groupId === undefined) throw new HttpError(404, "There is no such group");
  return { groupId, ifMatch: req.headers.get("if-match") ?? undefined };
}
