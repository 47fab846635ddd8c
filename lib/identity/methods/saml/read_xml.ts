import { type Document, DOMParser, type Element, onWarningStopParsing } from "@xmldom/xmldom";
import { refuse, type SamlRefused } from "./refusal.ts";

export type ReadXml = { ok: true; document: Document; root: Element } | SamlRefused;

const XML_DECLARATION = /^<\?xml(?:\s+[a-z]+=(?:"[\w.-]*"|'[\w.-]*'))*\s*\?>/;
const FOREIGN_ENCODING = /\sencoding=["'](?!utf-8["'])/i;
// deno-lint-ignore no-control-regex
const NOT_A_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const MAX_DEPTH = 40;
/** Ten times what an assertion with 150 groups has, which is where Entra stops. Verifying costs their square. */
const MAX_ELEMENTS = 2_000;

/**
 * Strictly: no document type, entity, comment, CDATA section or processing instruction, in which readers of one document
 * have differed; one root; nothing that the parser would only warn about.
 */
export function readXml(text: string): ReadXml {
  const declaration = XML_DECLARATION.exec(text)?.[0] ?? "";
  const body = text.slice(declaration.length);
  if (FOREIGN_ENCODING.test(declaration)) return refuse("not_utf8", declaration);
  const markup = /<[!?].{0,8}/.exec(body);
  if (markup) return refuse("forbidden_markup", markup[0]);
  if (!body.trimStart().startsWith("<") || NOT_A_CHARACTER.test(body)) return refuse("not_xml");
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  return refuseUnreasonable(parsed.root) ?? parsed;
}

function parse(text: string): ReadXml {
  try {
    const document = new DOMParser({ onError: onWarningStopParsing }).parseFromString(text, "text/xml");
    const root = document.documentElement;
    return root ? { ok: true, document, root } : refuse("not_xml");
  } catch (error) {
    return refuse("not_xml", (error as Error).message.split("\n")[0]);
  }
}

/** What makes readers recurse too deep, and namespaces that canonicalization cannot resolve ("void" canonicalization). */
function refuseUnreasonable(root: Element): SamlRefused | undefined {
  let seen = 0;
  for (const { element, depth } of everyElement(root)) {
    if (++seen > MAX_ELEMENTS || depth > MAX_DEPTH) return refuse("too_large", "too many elements");
    for (const { name, value } of element.attributes) {
      if (!/^xmlns(:|$)/.test(name) || value === "" && name === "xmlns") continue;
      if (!/^[a-z][a-z\d+.-]*:/i.test(value)) return refuse("namespace", value);
    }
  }
}

/** The element itself and all below it, in the order of the document. Does not recurse. */
export function* everyElement(root: Element): Generator<{ element: Element; depth: number }> {
  const waiting = [{ element: root, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    const { element, depth } = next;
    waiting.push(...childrenOf(element).reverse().map((it) => ({ element: it, depth: depth + 1 })));
  }
}

export function childrenOf(element: Element): Element[] {
  return [...element.childNodes].filter((it) => it.nodeType === it.ELEMENT_NODE) as Element[];
}

/** Children with this name in this namespace. */
export function childrenNamed(element: Element, namespace: string, name: string): Element[] {
  return childrenOf(element).filter((it) => isNamed(it, namespace, name));
}

/** The only child with this name; undefined when there is none, or more than one. */
export function onlyChild(element: Element, namespace: string, name: string): Element | undefined {
  const found = childrenNamed(element, namespace, name);
  return found.length === 1 ? found[0] : undefined;
}

export function isNamed(element: Element, namespace: string, name: string): boolean {
  return element.localName === name && element.namespaceURI === namespace;
}

/** Text of an element that has nothing but text; undefined for any other. */
export function textOf(element: Element | undefined): string | undefined {
  return element && childrenOf(element).length === 0 ? element.textContent ?? undefined : undefined;
}

/** Value of an attribute outside of any namespace; undefined when it is not there. */
export function attributeOf(element: Element, name: string): string | undefined {
  return element.getAttributeNode(name)?.value;
}
