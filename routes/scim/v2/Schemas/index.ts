import { schemaResources } from "@/routes/scim/v2/(_schemas)/schemas.ts";
import { listAnswer } from "@/routes/scim/v2/(_http)/scim_answer.ts";
import { scimBase } from "@/routes/scim/v2/(_http)/scim_base.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  GET({ req, state }) {
    const resources = schemaResources(scimBase(state));
    return listAnswer(req, { total: resources.length, startIndex: 1, resources });
  },
});
