import { HttpError } from "fresh";
import type { FieldErrors } from "@/components/Field.tsx";
import type { RoleSaved } from "@/lib/tenancy/roles/save_role.ts";

/** @throws {HttpError} 404 for a role that is not there. */
export function roleRefusal(
  { reason }: Extract<RoleSaved, { ok: false }>,
): { status: number; errors: FieldErrors } {
  switch (reason) {
    case "not_found":
      throw new HttpError(404);
    case "name_taken":
      return { status: 422, errors: { name: "Another role is called that already" } };
    case "more_than_you_hold":
      return {
        status: 403,
        errors: { permissions: "A role of yours may allow only what you may do yourself" },
      };
  }
}
