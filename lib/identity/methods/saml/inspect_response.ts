import type { Element } from "@xmldom/xmldom";
import { inspectEncryption } from "./inspect_encryption.ts";
import { inspectSignature } from "./inspect_signature.ts";
import { ASSERTION, PROTOCOL, SIGNATURE, SUCCESS } from "./names.ts";
import { attributeOf, childrenNamed, everyElement, isNamed, onlyChild, textOf } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

export type Shape = {
  ok: true;
  /** `Assertion`, or `EncryptedAssertion` before it is decrypted. */
  assertion: Element;
  isEncrypted: boolean;
  isResponseSigned: boolean;
  /** Of an encrypted one only known after it is decrypted. */
  isAssertionSigned: boolean;
};

const NAME = /^[A-Za-z_][\w.-]{0,255}$/;

/** Looks at the shape of the document before any signature is verified; says nothing about who wrote it. */
export function inspectResponse(root: Element): Shape | SamlRefused {
  if (!isNamed(root, PROTOCOL, "Response") || attributeOf(root, "Version") !== "2.0") {
    return refuse("not_a_response", root.localName);
  }
  const all = [...everyElement(root)].map(({ element }) => element);
  const refused = refuseDuplicateIds(all) ?? refuseOtherResponses(all) ?? refuseFailure(root);
  if (refused) return refused;
  const assertion = onlyAssertion(root, all);
  if (!assertion) return refuse("not_one_assertion");
  const isEncrypted = assertion.localName === "EncryptedAssertion";
  const [signatures, encrypted] = [
    inspectSignatures(all, [root, assertion]),
    isEncrypted ? inspectEncryption(assertion) : undefined,
  ];
  if (signatures ?? encrypted) return (signatures ?? encrypted)!;
  return {
    ok: true,
    assertion,
    isEncrypted,
    isResponseSigned: signaturesOf(root).length === 1,
    isAssertionSigned: signaturesOf(assertion).length === 1,
  };
}

/** Over every spelling of an id in any namespace: libraries differ in which of them they follow. */
function refuseDuplicateIds(all: Element[]): SamlRefused | undefined {
  const seen = new Set<string>();
  for (const element of all) {
    const ids = [...element.attributes].filter((it) => (it.localName ?? it.name).toLowerCase() === "id");
    for (const { value } of ids) {
      if (ids.length > 1 || seen.has(value) || !NAME.test(value)) return refuse("duplicate_id", value);
      seen.add(value);
    }
  }
}

function refuseOtherResponses([, ...below]: Element[]): SamlRefused | undefined {
  if (below.some((it) => it.localName === "Response")) return refuse("not_a_response", "nested Response");
}

function refuseFailure(root: Element): SamlRefused | undefined {
  const status = onlyChild(root, PROTOCOL, "Status");
  const code = status && onlyChild(status, PROTOCOL, "StatusCode");
  if (!code) return refuse("status");
  const value = attributeOf(code, "Value");
  if (value === SUCCESS && childrenNamed(code, PROTOCOL, "StatusCode").length === 0) return;
  const inner = onlyChild(code, PROTOCOL, "StatusCode");
  const said = textOf(onlyChild(status, PROTOCOL, "StatusMessage"));
  const codes = [value, inner && attributeOf(inner, "Value")].map((it) => it?.split(":").at(-1));
  return refuse("status", [...codes, said].filter(Boolean).join(": "));
}

/** The only one in the whole document, by any namespace, and directly below the response. */
function onlyAssertion(root: Element, all: Element[]): Element | undefined {
  const found = all.filter((it) => ["Assertion", "EncryptedAssertion"].includes(it.localName ?? ""));
  const [only] = found;
  return found.length === 1 && only.namespaceURI === ASSERTION && only.parentNode === root ? only : undefined;
}

function inspectSignatures(all: Element[], holders: Element[]): SamlRefused | undefined {
  for (const signature of all.filter((it) => it.localName === "Signature")) {
    const holder = holders.find((it) => it === signature.parentNode);
    if (!holder || signature.namespaceURI !== SIGNATURE || signaturesOf(holder).length !== 1) {
      return refuse("misplaced_signature");
    }
    const refused = inspectSignature(signature, holder);
    if (refused) return refused;
  }
}

function signaturesOf(holder: Element): Element[] {
  return childrenNamed(holder, SIGNATURE, "Signature");
}
