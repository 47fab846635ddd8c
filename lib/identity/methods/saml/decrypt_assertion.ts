import { promisify } from "node:util";
import type { Element } from "@xmldom/xmldom";
import { decrypt } from "xml-encryption";
import { inspectResponse, type Shape } from "./inspect_response.ts";
import { readXml } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

const decrypted: (xml: string, options: { key: string }) => Promise<string> = promisify(decrypt);

/**
 * The shape of the document with the assertion opened. node-saml decrypts it once more by the same function; what this is
 * for is that nothing inside the encryption, above all the algorithms of its signature, goes unseen.
 */
export async function inspectDecrypted(
  { root, assertion }: { root: Element; assertion: Element },
  privateKey: string,
): Promise<Shape | SamlRefused> {
  const text = await open(assertion, privateKey);
  if (text === undefined) return refuse("undecryptable");
  const inner = readXml(text);
  if (!inner.ok) return inner;
  const copy = root.cloneNode(true) as Element;
  const place = [...copy.childNodes].find((it) => it.nodeName === assertion.nodeName)!;
  copy.replaceChild(root.ownerDocument!.importNode(inner.root, true), place);
  const shape = inspectResponse(copy);
  return shape.ok && shape.isEncrypted ? refuse("not_one_assertion") : shape;
}

async function open(assertion: Element, privateKey: string): Promise<string | undefined> {
  try {
    return await decrypted(assertion.toString(), { key: privateKey });
  } catch {
    // One answer for every way to fail: which one it was would help to guess the text.
    return undefined;
  }
}
