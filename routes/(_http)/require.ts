import { HttpError } from "fresh";
import type { Permission } from "@/lib/identity/permissions.ts";
import type { State } from "@/utils.ts";

/** An insider whose role does not allow it gets 403; outsiders never come this far. */
export function requirePermission({ member }: State, permission: Permission): void {
  if (!member.permissions.has(permission)) throw new HttpError(403, "Your role does not allow this");
}
