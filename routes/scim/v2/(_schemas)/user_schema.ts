import { ENTERPRISE_SCHEMA, USER_SCHEMA } from "@/lib/tenancy/scim/urns.ts";
import { attribute, values } from "./attribute.ts";

export const userSchema = {
  id: USER_SCHEMA,
  name: "User",
  description: "A member of the tenant",
  attributes: [
    attribute("userName", "What the directory calls the person; nobody else has it", {
      required: true,
      uniqueness: "server",
    }),
    attribute("externalId", "The person's id in the directory", { caseExact: true, uniqueness: "server" }),
    attribute("active", "Whether the person may come in", { type: "boolean" }),
    attribute("displayName", "What the person is called here"),
    attribute("name", "The parts of the name", {
      type: "complex",
      subAttributes: [
        attribute("formatted", "The whole name"),
        attribute("familyName", "The family name"),
        attribute("givenName", "The given name"),
        attribute("middleName", "The middle name"),
        attribute("honorificPrefix", "What stands before the name"),
        attribute("honorificSuffix", "What stands after the name"),
      ],
    }),
    attribute("nickName", "What the person is called casually"),
    attribute("profileUrl", "A page about the person", { type: "reference", referenceTypes: ["external"] }),
    attribute("title", "What the person does"),
    attribute("userType", "How the person belongs to the organisation"),
    attribute("preferredLanguage", "The language the person prefers"),
    attribute("locale", "Where the person lives, for how dates and numbers are written"),
    attribute("timezone", "The time zone, by its IANA name"),
    values("emails", "Addresses; the primary one is the member's"),
    values("phoneNumbers", "Telephone numbers"),
    values("addresses", "Postal addresses"),
    values("roles", "What the directory calls roles; roles here come from groups"),
    values("entitlements", "What the directory calls entitlements"),
    attribute("groups", "The groups that the person is in", {
      type: "complex",
      multiValued: true,
      mutability: "readOnly",
      subAttributes: [
        attribute("value", "The group's id", { mutability: "readOnly" }),
        attribute("$ref", "Where the group is", {
          type: "reference",
          referenceTypes: ["Group"],
          mutability: "readOnly",
        }),
        attribute("display", "The group's name", { mutability: "readOnly" }),
      ],
    }),
  ],
};

export const enterpriseSchema = {
  id: ENTERPRISE_SCHEMA,
  name: "EnterpriseUser",
  description: "What an organisation says of its people",
  attributes: [
    attribute("employeeNumber", "The number of the person in the organisation"),
    attribute("costCenter", "The cost centre"),
    attribute("organization", "The organisation"),
    attribute("division", "The division"),
    attribute("department", "The department"),
    attribute("manager", "Whom the person answers to", {
      type: "complex",
      subAttributes: [
        attribute("value", "The manager's id"),
        attribute("$ref", "Where the manager is", { type: "reference", referenceTypes: ["User"] }),
        attribute("displayName", "The manager's name"),
      ],
    }),
  ],
};
