import { HttpError } from "fresh";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { openApiDocument } from "@/routes/api/v1/(_openapi)/document.ts";
import { define } from "@/utils.ts";

/** For everybody who knows the host: it holds nothing of the tenant but its own address. */
export const handler = define.handlers({
  GET(ctx) {
    if (!ctx.state.tenant) throw new HttpError(404);
    return ctx.json(openApiDocument(tenantOrigin(ctx.state.tenant.slug)));
  },
});
