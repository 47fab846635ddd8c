import { baseOrigin, tenantOrigin } from "@/lib/tenancy/host.ts";
import type { State } from "@/utils.ts";

/** The origin that this request's host stands for; computed from what we know, not from what was sent. */
export function ownOrigin({ host, tenant }: State): string {
  return host?.kind === "tenant" ? tenantOrigin(tenant.slug) : baseOrigin();
}
