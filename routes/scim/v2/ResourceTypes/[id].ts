import { HttpError } from "fresh";
import { resourceAnswer } from "@/routes/scim/v2/(_http)/scim_answer.ts";
import { scimBase } from "@/routes/scim/v2/(_http)/scim_base.ts";
import { resourceTypes } from "@/routes/scim/v2/(_schemas)/resource_types.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  GET({ req, state, params }) {
    const found = resourceTypes(scimBase(state)).find((it) =>
      it.id.toLowerCase() === params.id.toLowerCase()
    );
    if (!found) throw new HttpError(404, "There is no such resource type");
    return resourceAnswer(req, found);
  },
});
