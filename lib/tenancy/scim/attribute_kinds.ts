import { ENTERPRISE_SCHEMA } from "./urns.ts";

/** What an attribute holds; undefined for one that we keep without knowing it. */
export type AttributeKind = "text" | "boolean" | "complex" | "many";

const CORE: Record<string, AttributeKind> = {
  userName: "text",
  externalId: "text",
  displayName: "text",
  nickName: "text",
  profileUrl: "text",
  title: "text",
  userType: "text",
  preferredLanguage: "text",
  locale: "text",
  timezone: "text",
  active: "boolean",
  name: "complex",
  emails: "many",
  phoneNumbers: "many",
  ims: "many",
  photos: "many",
  addresses: "many",
  entitlements: "many",
  roles: "many",
  x509Certificates: "many",
};

const ENTERPRISE: Record<string, AttributeKind> = {
  employeeNumber: "text",
  costCenter: "text",
  organization: "text",
  division: "text",
  department: "text",
  manager: "complex",
};

const SUB_ATTRIBUTES = [
  ...["formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"],
  ...["value", "type", "primary", "display", "displayName", "$ref"],
  ...["streetAddress", "locality", "region", "postalCode", "country"],
];

/** Ours to say, whatever a directory sends. A password is never stored: people sign in through the tenant's own provider. */
export const NEVER_WRITTEN = ["id", "meta", "schemas", "groups", "password"];

const spellings = new Map(
  [...Object.keys(CORE), ...Object.keys(ENTERPRISE), ...SUB_ATTRIBUTES, ...NEVER_WRITTEN]
    .map((it) => [it.toLowerCase(), it]),
);

/** The attribute's name as RFC 7643 writes it; one that it does not have stays as it is. */
export function spelled(name: string): string {
  return spellings.get(name.toLowerCase()) ?? name;
}

/** @param name as `spelled()` gives it. */
export function kindOf(name: string, schema?: string): AttributeKind | undefined {
  const kinds = schema === undefined ? CORE : schema === ENTERPRISE_SCHEMA ? ENTERPRISE : {};
  return Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

/** Entra names the manager without its schema, as if it were an attribute of the core. */
export function isEnterpriseOnly(name: string): boolean {
  return Object.hasOwn(ENTERPRISE, name);
}
