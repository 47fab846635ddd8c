import { HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { applyPatch, type Patched } from "@/lib/tenancy/scim/apply_patch.ts";
import type { JsonObject } from "@/lib/tenancy/scim/json.ts";
import { project, wants } from "@/lib/tenancy/scim/project.ts";
import { readPatch } from "@/lib/tenancy/scim/read_patch.ts";
import { readProjection } from "@/lib/tenancy/scim/read_query.ts";
import { readUserBody } from "@/lib/tenancy/scim/user_document.ts";
import { changeUser } from "@/lib/tenancy/scim/users/change_user.ts";
import { findUser } from "@/lib/tenancy/scim/users/find_user.ts";
import { removeUser } from "@/lib/tenancy/scim/users/remove_user.ts";
import { userResource } from "@/lib/tenancy/scim/users/user_resource.ts";
import { readScimBody } from "@/routes/scim/v2/(_http)/read_scim_body.ts";
import { noContent, refuse, resourceAnswer } from "@/routes/scim/v2/(_http)/scim_answer.ts";
import { scimBase } from "@/routes/scim/v2/(_http)/scim_base.ts";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ req, state, params, url }) {
    const projection = readProjection(url.searchParams);
    const withGroups = wants(projection, "groups");
    const user = await findUser(state.tenant.id, { memberId: memberIdIn(params), withGroups });
    if (!user) throw new HttpError(404, "There is no such user");
    return resourceAnswer(req, project(userResource(user, scimBase(state)), projection));
  },

  async PUT({ req, state, params, url }) {
    const body = await readScimBody(req);
    if (!body.ok) return body.res;
    const read = readUserBody(body.value);
    if (!read.ok) return refuse(read);
    // Who says nothing of `active` does not let anybody in, or put anybody out.
    const change = ({ active }: JsonObject): Patched => ({
      ok: true,
      document: { active, ...read.document },
    });
    return await changed({ req, state, params, url }, change);
  },

  async PATCH({ req, state, params, url }) {
    const body = await readScimBody(req);
    if (!body.ok) return body.res;
    const patch = readPatch(body.value);
    if (!patch.ok) return refuse(patch);
    return await changed({ req, state, params, url }, (it) => applyPatch(it, patch.operations));
  },

  async DELETE({ req, state, params }) {
    const { tenant, actor } = state;
    const ifMatch = req.headers.get("if-match") ?? undefined;
    const removed = await removeUser(tenant.id, {
      memberId: memberIdIn(params),
      ifMatch,
      actor,
      now: new Date(),
    });
    return removed.ok ? noContent() : refuse(removed);
  },
});

type Asked = { req: Request; state: State; params: Record<string, string>; url: URL };

async function changed(
  { req, state, params, url }: Asked,
  change: (document: JsonObject) => Patched,
): Promise<Response> {
  const { tenant, actor } = state;
  const ifMatch = req.headers.get("if-match") ?? undefined;
  const outcome = await changeUser(tenant.id, {
    memberId: memberIdIn(params),
    change,
    ifMatch,
    actor,
    now: new Date(),
  });
  if (!outcome.ok) return refuse(outcome);
  const resource = userResource(outcome.user, scimBase(state));
  return resourceAnswer(req, project(resource, readProjection(url.searchParams)));
}

/** What is no id of ours is an id of nobody. */
function memberIdIn(params: Record<string, string>): string {
  const id = parsePublicId("mem", params.id);
  if (id === undefined) throw new HttpError(404, "There is no such user");
  return id;
}
