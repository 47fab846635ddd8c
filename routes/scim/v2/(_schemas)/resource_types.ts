import { ENTERPRISE_SCHEMA, GROUP_SCHEMA, USER_SCHEMA } from "@/lib/tenancy/scim/urns.ts";

/** What there is, as `/ResourceTypes` shows it. */
export function resourceTypes(base: string) {
  return [
    {
      id: "User",
      name: "User",
      endpoint: "/Users",
      description: "A member of the tenant",
      schema: USER_SCHEMA,
      schemaExtensions: [{ schema: ENTERPRISE_SCHEMA, required: false }],
    },
    {
      id: "Group",
      name: "Group",
      endpoint: "/Groups",
      description: "A group of members",
      schema: GROUP_SCHEMA,
    },
  ].map((it) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    ...it,
    meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${it.id}` },
  }));
}
