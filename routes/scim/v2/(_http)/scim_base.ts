import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import type { State } from "@/utils.ts";

/** Where this tenant's SCIM begins; locations in answers start with it. */
export function scimBase(state: State): string {
  return `${ownOrigin(state)}/scim/v2`;
}
