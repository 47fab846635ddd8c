import { Buffer } from "node:buffer";
import { refuse, type SamlRefused } from "./refusal.ts";

/** A response with 1,000 groups has 75 KB. */
export const MAX_RESPONSE_BYTES = 256 * 1024;

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** The document inside the form field `SAMLResponse`. Line breaks within the base64 are usual and allowed. */
export function decodeResponse(field: string): { ok: true; xml: string; base64: string } | SamlRefused {
  if (field === "") return refuse("no_response");
  if (field.length > MAX_RESPONSE_BYTES) return refuse("too_large");
  const base64 = field.replace(/[\r\n]+/g, "");
  if (!BASE64.test(base64)) return refuse("not_base64");
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return { ok: true, xml: decoder.decode(Buffer.from(base64, "base64")), base64 };
  } catch {
    return refuse("not_utf8");
  }
}
