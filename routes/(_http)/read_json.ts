import { type JsonError, locateJsonError } from "./locate_json_error.ts";
import { InexactNumberError, parseJson } from "./parse_json.ts";
import { readBody } from "./read_body.ts";

export type JsonBody =
  | { ok: true; value: unknown }
  | { ok: false; reason: "not_json" | "too_large" | "not_utf8" }
  | { ok: false; reason: "malformed"; error: JsonError }
  | { ok: false; reason: "inexact_number"; detail: string };

/** Reads the body as JSON and stops at the limit, whatever Content-Length said. @throws as `readBody()` does. */
export async function readJson(req: Request, { maxBytes }: { maxBytes: number }): Promise<JsonBody> {
  if (!isPlainJson(req.headers)) return { ok: false, reason: "not_json" };
  const bytes = await readBody(req, { maxBytes });
  if (!bytes) return { ok: false, reason: "too_large" };
  const text = decode(bytes);
  if (text === undefined) return { ok: false, reason: "not_utf8" };
  try {
    return { ok: true, value: parseJson(text) };
  } catch (error) {
    if (error instanceof InexactNumberError) {
      return { ok: false, reason: "inexact_number", detail: error.message };
    }
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, reason: "malformed", error: locateJsonError(text, error.message) };
  }
}

function isPlainJson(headers: Headers): boolean {
  const type = headers.get("content-type") ?? "";
  const encoding = headers.get("content-encoding") ?? "identity";
  return /^application\/(?:[\w.-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type) &&
    encoding.toLowerCase() === "identity";
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
