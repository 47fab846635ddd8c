import type { Element } from "@xmldom/xmldom";
import { checkConditions } from "./check_conditions.ts";
import { checkConfirmation } from "./check_confirmation.ts";
import { hasPassed, isAhead, readInstant } from "./instant.ts";
import { ASSERTION } from "./names.ts";
import { type NameId, readNameId } from "./read_name_id.ts";
import { attributeOf, childrenNamed, isNamed, onlyChild, readXml, textOf } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";
import type { ServiceProvider } from "./service_provider.ts";

/** What an identity provider says about a person, for us and for this login. */
export type Statement = {
  assertionId: string;
  issuer: string;
  name: NameId;
  /** When the person proved who they are. */
  authenticatedAt: Date;
  /** How, as classes of authentication contexts. */
  contexts: string[];
  /** By the names that the provider uses. */
  attributes: Map<string, string[]>;
  /** Until then the same assertion must not be taken again. */
  until: Date;
};

export type Expectation = {
  /** Of the identity provider. */
  issuer: string;
  serviceProvider: ServiceProvider;
  requestId: string;
  now: Date;
};

/** Reads the XML whose signature was verified, and nothing else. */
export function readAssertion(
  assertionXml: string,
  { issuer, serviceProvider, requestId, now }: Expectation,
): { ok: true; statement: Statement } | SamlRefused {
  const read = readXml(assertionXml);
  if (!read.ok) return read;
  const assertion = read.root;
  const assertionId = attributeOf(assertion, "ID");
  if (
    !isNamed(assertion, ASSERTION, "Assertion") || attributeOf(assertion, "Version") !== "2.0" || !assertionId
  ) return refuse("malformed_assertion", "Assertion");
  const named = textOf(onlyChild(assertion, ASSERTION, "Issuer"));
  if (named !== issuer) return refuse("issuer", named);
  const refused = checkConditions(assertion, { audience: serviceProvider.entityId, now });
  if (refused) return refused;
  const subject = onlyChild(assertion, ASSERTION, "Subject");
  if (!subject) return refuse("malformed_assertion", "Subject");
  const confirmed = checkConfirmation(subject, { recipient: serviceProvider.acs, requestId, now });
  if (!confirmed.ok) return confirmed;
  const authenticated = readAuthentication(assertion, now);
  if (!authenticated.ok) return authenticated;
  const name = readNameId(subject);
  if (!name.ok) return name;
  return {
    ok: true,
    statement: {
      assertionId,
      issuer,
      name: name.nameId,
      authenticatedAt: authenticated.at,
      contexts: authenticated.contexts,
      attributes: readAttributes(assertion),
      until: confirmed.until,
    },
  };
}

function readAuthentication(
  assertion: Element,
  now: Date,
): { ok: true; at: Date; contexts: string[] } | SamlRefused {
  const [statement, ...more] = childrenNamed(assertion, ASSERTION, "AuthnStatement");
  const at = statement && readInstant(attributeOf(statement, "AuthnInstant"));
  if (!at || more.length > 0) return refuse("no_authentication");
  if (isAhead(at, now)) return refuse("not_yet_valid", at.toISOString());
  const end = attributeOf(statement, "SessionNotOnOrAfter");
  if (end !== undefined) {
    const until = readInstant(end);
    if (!until) return refuse("malformed_assertion", "AuthnStatement");
    if (hasPassed(until, now)) return refuse("expired", end);
  }
  const contexts = childrenNamed(statement, ASSERTION, "AuthnContext")
    .flatMap((it) => childrenNamed(it, ASSERTION, "AuthnContextClassRef")).map((it) => textOf(it) ?? "");
  return { ok: true, at, contexts: contexts.filter(Boolean) };
}

/** Values of a name that is said twice stand together. */
function readAttributes(assertion: Element): Map<string, string[]> {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenNamed(assertion, ASSERTION, "AttributeStatement")) {
    for (const attribute of childrenNamed(statement, ASSERTION, "Attribute")) {
      const name = attributeOf(attribute, "Name");
      if (!name) continue;
      const values = childrenNamed(attribute, ASSERTION, "AttributeValue")
        .map((it) => it.textContent ?? "").filter(Boolean);
      attributes.set(name, [...attributes.get(name) ?? [], ...values]);
    }
  }
  return attributes;
}
