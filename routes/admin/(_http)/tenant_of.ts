import { type Context, HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { lookAtTenant, type TenantSheet } from "@/lib/operator/look_at_tenant.ts";
import type { State } from "@/utils.ts";

/** The tenant that the address names. @throws {HttpError} 404 where there is none. */
export async function tenantOf({ params, state }: Context<State>): Promise<TenantSheet> {
  const tenantId = parsePublicId("ten", params.id);
  const look = { operator: state.actor.name, now: new Date() };
  const tenant = tenantId && await lookAtTenant(tenantId, look);
  if (!tenant) throw new HttpError(404);
  return tenant;
}
