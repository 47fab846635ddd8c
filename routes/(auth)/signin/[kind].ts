import { HttpError } from "fresh";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { beginElsewhere } from "@/routes/(_http)/begin_elsewhere.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { define } from "@/utils.ts";

/** A way in that runs on the base host and comes back by a handoff. */
export const handler = define.handlers({
  async POST(ctx) {
    const method = methodOf(ctx.params.kind);
    if (!method?.isCentral || method.factor === "second") throw new HttpError(404);
    const form = await readForm(ctx.req);
    const connectionId = parsePublicId("con", form.connection ?? "");
    if (!method.needsConnection !== !connectionId) throw new HttpError(404);
    return await beginElsewhere(ctx, {
      method,
      purpose: "sign_in",
      connectionId,
      form,
      returnPath: safePath(form.next, "/dashboard"),
    });
  },
});
