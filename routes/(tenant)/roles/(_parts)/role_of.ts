import { type Context, HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { listRoles, type OwnRole } from "@/lib/tenancy/roles/list_roles.ts";
import type { State } from "@/utils.ts";

/** The role that the address names. @throws {HttpError} 404 when there is none in this tenant. */
export async function roleOf({ params, state: { tenant, clock } }: Context<State>): Promise<OwnRole> {
  const roleId = parsePublicId("rol", params.id);
  const roles = roleId ? await listRoles(tenant.id, clock.now) : [];
  const role = roles.find((it) => it.id === roleId);
  if (!role) throw new HttpError(404);
  return role;
}
