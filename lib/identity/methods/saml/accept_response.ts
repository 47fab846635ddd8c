import type { Element } from "@xmldom/xmldom";
import { decodeResponse } from "./decode_response.ts";
import { inspectDecrypted } from "./decrypt_assertion.ts";
import { inspectResponse } from "./inspect_response.ts";
import { ASSERTION } from "./names.ts";
import { type Expectation, readAssertion, type Statement } from "./read_assertion.ts";
import { attributeOf, childrenNamed, readXml, textOf } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";
import { verifySignatures } from "./verify_signatures.ts";

export type Acceptance = Expectation & {
  /** PEM; any of them may have signed. */
  certificates: string[];
  /** PEM of ours, for assertions that are encrypted. */
  privateKey: string;
};

/**
 * Reads a response twice: its shape before any signature is verified, and then the assertion as it was signed. What is not
 * in the second reading is not believed. Whether an assertion was here before is for `rememberAssertion()`.
 */
export async function acceptResponse(
  field: string,
  expected: Acceptance,
): Promise<{ ok: true; statement: Statement } | SamlRefused> {
  const decoded = decodeResponse(field);
  if (!decoded.ok) return decoded;
  const read = readXml(decoded.xml);
  if (!read.ok) return read;
  const outer = inspectResponse(read.root);
  if (!outer.ok) return outer;
  const misled = refuseMisled(read.root, { ...expected, isSigned: outer.isResponseSigned });
  if (misled) return misled;
  const shape = outer.isEncrypted
    ? await inspectDecrypted({ root: read.root, assertion: outer.assertion }, expected.privateKey)
    : outer;
  if (!shape.ok) return shape;
  if (!shape.isResponseSigned && !shape.isAssertionSigned) return refuse("unsigned");
  const verified = await verifySignatures(expected.serviceProvider, {
    ...expected,
    base64: decoded.base64,
    isResponseSigned: shape.isResponseSigned,
    isAssertionSigned: shape.isAssertionSigned,
  });
  return verified.ok ? readAssertion(verified.assertionXml, expected) : verified;
}

/** Is it for us, and an answer to what this browser asked? The response itself may be unsigned: its word can only refuse. */
function refuseMisled(
  root: Element,
  { serviceProvider, issuer, requestId, isSigned }: Expectation & { isSigned: boolean },
): SamlRefused | undefined {
  const destination = attributeOf(root, "Destination");
  // SAML bindings 3.5.5.2: a signed message names its destination.
  if (destination === undefined ? isSigned : destination !== serviceProvider.acs) {
    return refuse("destination", destination);
  }
  const [named, ...more] = childrenNamed(root, ASSERTION, "Issuer").map(textOf);
  if (more.length > 0 || named !== undefined && named !== issuer) return refuse("issuer", named);
  const answered = attributeOf(root, "InResponseTo");
  if (answered === undefined) return refuse("unsolicited");
  if (answered !== requestId) return refuse("foreign_request");
}
