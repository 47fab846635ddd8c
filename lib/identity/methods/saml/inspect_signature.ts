import type { Element } from "@xmldom/xmldom";
import { CANONICALIZATIONS, DIGEST_METHODS, ENVELOPED, SIGNATURE_METHODS } from "./algorithms.ts";
import { SIGNATURE } from "./names.ts";
import { attributeOf, childrenOf, isNamed, textOf } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

const BASE64_TEXT = /^[A-Za-z\d+/\s]+={0,2}\s*$/;

/**
 * The shape that every honest signature has, and nothing beside it: no `Object`, no second `SignedInfo`, one reference to
 * the very element it stands in, no transform but two, no algorithm but those we trust.
 */
export function inspectSignature(signature: Element, signed: Element): SamlRefused | undefined {
  const [info, value, keyInfo, ...more] = childrenOf(signature);
  if (
    more.length > 0 || !isOurs(info, "SignedInfo") || !isBase64(value, "SignatureValue") ||
    keyInfo && !isOurs(keyInfo, "KeyInfo")
  ) return refuse("malformed_signature");
  const [canonicalization, method, reference, ...beside] = childrenOf(info);
  if (
    beside.length > 0 || !isOurs(canonicalization, "CanonicalizationMethod") ||
    !isOurs(method, "SignatureMethod") || !isOurs(reference, "Reference") || childrenOf(method).length > 0
  ) return refuse("malformed_signature");
  return refuseAlgorithm(canonicalization, CANONICALIZATIONS) ?? refuseAlgorithm(method, SIGNATURE_METHODS) ??
    inspectReference(reference, signed);
}

function inspectReference(reference: Element, signed: Element): SamlRefused | undefined {
  const [transforms, method, value, ...more] = childrenOf(reference);
  if (
    more.length > 0 || !isOurs(transforms, "Transforms") || !isOurs(method, "DigestMethod") ||
    !isBase64(value, "DigestValue") || childrenOf(method).length > 0
  ) return refuse("malformed_signature");
  const id = attributeOf(signed, "ID");
  if (!id || attributeOf(reference, "URI") !== `#${id}`) return refuse("misplaced_signature");
  const [enveloped, canonicalization, ...beside] = childrenOf(transforms);
  if (
    beside.length > 0 || !isOurs(enveloped, "Transform") || !isOurs(canonicalization, "Transform") ||
    childrenOf(enveloped).length > 0
  ) return refuse("malformed_signature");
  return refuseAlgorithm(enveloped, [ENVELOPED]) ?? refuseAlgorithm(canonicalization, CANONICALIZATIONS) ??
    refuseAlgorithm(method, DIGEST_METHODS);
}

function refuseAlgorithm(element: Element, allowed: string[]): SamlRefused | undefined {
  const algorithm = attributeOf(element, "Algorithm");
  if (!algorithm || !allowed.includes(algorithm)) return refuse("signature_algorithm", algorithm);
}

function isOurs(element: Element | undefined, name: string): element is Element {
  return element !== undefined && isNamed(element, SIGNATURE, name);
}

function isBase64(element: Element | undefined, name: string): boolean {
  return isOurs(element, name) && BASE64_TEXT.test(textOf(element) ?? "");
}
