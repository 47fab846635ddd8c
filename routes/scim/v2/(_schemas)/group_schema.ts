import { GROUP_SCHEMA } from "@/lib/tenancy/scim/urns.ts";
import { attribute } from "./attribute.ts";

export const groupSchema = {
  id: GROUP_SCHEMA,
  name: "Group",
  description: "People of the directory; the tenant's admins say which role a group stands for",
  attributes: [
    attribute("displayName", "The name of the group; no other has it", {
      required: true,
      uniqueness: "server",
    }),
    attribute("externalId", "The group's id in the directory", { caseExact: true, uniqueness: "server" }),
    attribute("members", "Who is in it", {
      type: "complex",
      multiValued: true,
      subAttributes: [
        attribute("value", "The id of a user", { mutability: "immutable" }),
        attribute("$ref", "Where the user is", {
          type: "reference",
          referenceTypes: ["User"],
          mutability: "immutable",
        }),
        attribute("display", "The user's name in the directory", { mutability: "readOnly" }),
      ],
    }),
  ],
};
