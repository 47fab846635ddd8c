import type { Element } from "@xmldom/xmldom";
import { CIPHERS, KEY_TRANSPORTS } from "./algorithms.ts";
import { ENCRYPTION, SIGNATURE } from "./names.ts";
import { attributeOf, childrenNamed, childrenOf, everyElement, isNamed, onlyChild } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

/** One text under one key, which is wrapped for us: nothing among which the decrypting library would have to choose. */
export function inspectEncryption(encrypted: Element): SamlRefused | undefined {
  const data = onlyChild(encrypted, ENCRYPTION, "EncryptedData");
  const all = [...everyElement(encrypted)].map(({ element }) => element);
  const keys = all.filter((it) => isNamed(it, ENCRYPTION, "EncryptedKey"));
  const strangers = childrenOf(encrypted).filter((it) => it !== data && it !== keys[0]);
  if (!data || keys.length !== 1 || strangers.length > 0) return refuse("malformed_encryption");
  for (const [name, count] of [["EncryptedData", 1], ["EncryptionMethod", 2], ["CipherValue", 2]] as const) {
    if (all.filter((it) => it.localName === name).length !== count) {
      return refuse("malformed_encryption", name);
    }
  }
  return refuseMethod(data, CIPHERS) ?? refuseMethod(keys[0], KEY_TRANSPORTS) ?? refuseOtherDigest(keys[0]);
}

function refuseMethod(element: Element, allowed: string[]): SamlRefused | undefined {
  const [method] = childrenNamed(element, ENCRYPTION, "EncryptionMethod");
  if (!method) return refuse("malformed_encryption");
  const algorithm = attributeOf(method, "Algorithm");
  if (!algorithm || !allowed.includes(algorithm)) return refuse("encryption_algorithm", algorithm);
}

/** The library takes the digest of OAEP for SHA-1, whatever a document calls it. SHA-1 is sound there. */
function refuseOtherDigest(key: Element): SamlRefused | undefined {
  const [method] = childrenNamed(key, ENCRYPTION, "EncryptionMethod");
  for (const it of childrenOf(method)) {
    const algorithm = attributeOf(it, "Algorithm");
    if (!isNamed(it, SIGNATURE, "DigestMethod") || algorithm !== `${SIGNATURE}sha1`) {
      return refuse("encryption_algorithm", algorithm ?? it.localName);
    }
  }
}
