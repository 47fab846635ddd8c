import { Mailbox } from "@/lib/mail/mailbox.ts";
import { BY_SEVERAL_FACTORS, type Recognition, type VerifiedIdentity } from "../../verified_identity.ts";
import { EMAIL_NAME } from "./names.ts";
import type { Statement } from "./read_assertion.ts";
import type { ServiceProvider } from "./service_provider.ts";
import { subjectOf } from "./subject_of.ts";

const CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const MICROSOFT = "http://schemas.microsoft.com";

/** What providers call these, without regard to case: the guides' names first, then what Entra, Okta and Shibboleth send. */
const EMAIL = [
  "email",
  `${CLAIMS}/emailaddress`,
  "urn:oid:0.9.2342.19200300.100.1.3",
  "mail",
  "emailaddress",
];
const NAME = [
  "displayname",
  "name",
  `${MICROSOFT}/identity/claims/displayname`,
  "urn:oid:2.16.840.1.113730.3.1.241",
  "cn",
];
const GIVEN = ["firstname", "givenname", `${CLAIMS}/givenname`, "urn:oid:2.5.4.42"];
const FAMILY = ["lastname", "surname", "sn", `${CLAIMS}/surname`, "urn:oid:2.5.4.4"];

/** Ways of authentication that ask for more than a password (sources: REFEDS MFA profile, SAML authentication contexts, Entra). */
const STRONG = [
  "https://refeds.org/profile/mfa",
  `${MICROSOFT}/claims/multipleauthn`,
  "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken",
  "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
  "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
];
const LONGEST_NAME = 80;

/** Who it is, in our words. SAML knows no verified address: whether one may be believed, the connection's domains decide. */
export function identityOf(
  statement: Statement,
  { recognition, connectionId, serviceProvider, groupsAttribute }: {
    recognition: Recognition;
    connectionId: string;
    serviceProvider: ServiceProvider;
    groupsAttribute?: string;
  },
): VerifiedIdentity {
  const { issuer, name, contexts, attributes, authenticatedAt } = statement;
  const spoken = [...contexts, ...attributes.get(`${MICROSOFT}/claims/authnmethodsreferences`) ?? []];
  const asksForMore = spoken.some((it) => STRONG.includes(it));
  return {
    issuer,
    subject: subjectOf(name, { issuer, serviceProvider }),
    connectionId,
    email: emailOf(statement),
    emailVerified: false,
    name: nameOf(attributes),
    groups: groupsAttribute === undefined ? undefined : attributes.get(groupsAttribute) ?? [],
    methods: asksForMore ? [recognition, BY_SEVERAL_FACTORS] : [recognition],
    authenticatedAt,
    claims: {
      name_id: name.value,
      name_id_format: name.format,
      authentication_contexts: contexts,
      attributes: Object.fromEntries(attributes),
    },
  };
}

function emailOf({ name, attributes }: Statement): string | undefined {
  const said = first(attributes, EMAIL) ?? (name.format === EMAIL_NAME ? name.value : undefined);
  const parsed = Mailbox.safeParse(said);
  return parsed.success ? parsed.data : undefined;
}

function nameOf(attributes: Map<string, string[]>): string | undefined {
  const whole = first(attributes, NAME) ??
    [first(attributes, GIVEN), first(attributes, FAMILY)].filter(Boolean).join(" ");
  return whole.replace(/[\p{Cc}\s]+/gu, " ").trim().slice(0, LONGEST_NAME) || undefined;
}

function first(attributes: Map<string, string[]>, names: string[]): string | undefined {
  const byName = new Map([...attributes].map(([name, values]) => [name.toLowerCase(), values[0]]));
  return names.map((it) => byName.get(it.toLowerCase())).find(Boolean);
}
