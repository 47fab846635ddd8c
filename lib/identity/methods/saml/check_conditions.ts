import type { Element } from "@xmldom/xmldom";
import { hasPassed, isAhead, readInstant } from "./instant.ts";
import { ASSERTION } from "./names.ts";
import { attributeOf, childrenNamed, childrenOf, onlyChild, textOf } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

const KNOWN = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"];

/** When and for whom the assertion holds; without saying for whom it holds for nobody. */
export function checkConditions(
  assertion: Element,
  { audience, now }: { audience: string; now: Date },
): SamlRefused | undefined {
  const conditions = onlyChild(assertion, ASSERTION, "Conditions");
  if (!conditions) return refuse("no_conditions");
  // SAML core 2.5.1.1: an assertion with a condition that is not understood must not be relied on.
  const unknown = childrenOf(conditions).find((it) =>
    it.namespaceURI !== ASSERTION || !KNOWN.includes(it.localName ?? "")
  );
  if (unknown) return refuse("unknown_condition", unknown.localName);
  return checkWindow(conditions, now) ?? checkAudience(conditions, audience);
}

function checkWindow(conditions: Element, now: Date): SamlRefused | undefined {
  const [from, until] = [attributeOf(conditions, "NotBefore"), attributeOf(conditions, "NotOnOrAfter")];
  const [notBefore, notOnOrAfter] = [readInstant(from), readInstant(until)];
  if (from !== undefined && !notBefore || until !== undefined && !notOnOrAfter) {
    return refuse("malformed_assertion", "Conditions");
  }
  if (notBefore && isAhead(notBefore, now)) return refuse("not_yet_valid", from);
  if (notOnOrAfter && hasPassed(notOnOrAfter, now)) return refuse("expired", until);
}

/** One restriction names any of several; of several restrictions each must name us. */
function checkAudience(conditions: Element, audience: string): SamlRefused | undefined {
  const restrictions = childrenNamed(conditions, ASSERTION, "AudienceRestriction");
  const named = restrictions.map((it) => childrenNamed(it, ASSERTION, "Audience").map(textOf));
  if (named.length === 0 || !named.every((it) => it.includes(audience))) {
    return refuse("audience", named.flat().join(", "));
  }
}
