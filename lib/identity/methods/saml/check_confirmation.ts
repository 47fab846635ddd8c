import type { Element } from "@xmldom/xmldom";
import { hasPassed, readInstant } from "./instant.ts";
import { ASSERTION, BEARER } from "./names.ts";
import { attributeOf, childrenNamed, onlyChild } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

export type Confirmed = { ok: true; until: Date };

type Expected = { recipient: string; requestId: string; now: Date };

/** Whoever bears the assertion is its subject, if one confirmation says so: here, soon, and as an answer to this request. */
export function checkConfirmation(subject: Element, expected: Expected): Confirmed | SamlRefused {
  const bearers = childrenNamed(subject, ASSERTION, "SubjectConfirmation")
    .filter((it) => attributeOf(it, "Method") === BEARER);
  const verdicts = bearers.map((it) => checkBearer(it, expected));
  return verdicts.find((it) => it.ok) ?? verdicts[0] ?? refuse("no_bearer");
}

function checkBearer(bearer: Element, { recipient, requestId, now }: Expected): Confirmed | SamlRefused {
  const data = onlyChild(bearer, ASSERTION, "SubjectConfirmationData");
  if (!data) return refuse("no_bearer");
  const named = attributeOf(data, "Recipient");
  if (named !== recipient) return refuse("recipient", named);
  const answered = attributeOf(data, "InResponseTo");
  if (answered !== requestId) return refuse(answered === undefined ? "unsolicited" : "foreign_request");
  // SAML profiles 4.1.4.2: a bearer's confirmation has an end and no beginning.
  if (data.hasAttribute("NotBefore")) return refuse("confirmation_not_before");
  const until = readInstant(attributeOf(data, "NotOnOrAfter"));
  if (!until) return refuse("malformed_assertion", "SubjectConfirmationData");
  return hasPassed(until, now) ? refuse("confirmation_expired", until.toISOString()) : { ok: true, until };
}
