import { HttpError } from "fresh";
import { findTenantBySlug } from "@/lib/tenancy/directory.ts";
import { readHost } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

/** Health probes ask by address, not by name. */
const PROBES = ["/livez", "/readyz"];

/** Names the tenant by the host, or answers 404. What the caller may do there is another question. */
export const resolveHost = define.middleware(async (ctx) => {
  if (PROBES.includes(ctx.url.pathname)) return await ctx.next();
  const host = readHost(ctx.req.headers.get("host") ?? ctx.url.host);
  ctx.state.host = host;
  if (host.kind === "unknown") throw new HttpError(404);
  if (host.kind === "tenant") {
    const tenant = await findTenantBySlug(host.slug);
    if (!tenant) throw new HttpError(404);
    ctx.state.tenant = tenant;
    if (tenant.isSuspended) throw new HttpError(403, "tenant suspended");
  }
  return await ctx.next();
});
