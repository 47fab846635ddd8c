import { groupSchema } from "./group_schema.ts";
import { enterpriseSchema, userSchema } from "./user_schema.ts";

/** Each schema as `/Schemas` shows it. */
export function schemaResources(base: string) {
  return [userSchema, groupSchema, enterpriseSchema].map((it) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
    ...it,
    meta: { resourceType: "Schema", location: `${base}/Schemas/${it.id}` },
  }));
}
