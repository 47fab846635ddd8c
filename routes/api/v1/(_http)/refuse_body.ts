import { problem } from "@/routes/(_http)/problem.ts";
import type { JsonBody } from "@/routes/(_http)/read_json.ts";

export const MAX_BODY_BYTES = 5 * 1024 * 1024;

export function refuseBody(body: Extract<JsonBody, { ok: false }>, requestId: string): Response {
  switch (body.reason) {
    case "not_json":
      return problem({
        status: 415,
        detail: "Send Content-Type: application/json in UTF-8, without a Content-Encoding",
        requestId,
      }, { "accept-post": "application/json" });
    case "too_large":
      return problem({
        status: 413,
        detail: `The body is larger than ${MAX_BODY_BYTES} bytes; send fewer records at once`,
        max_bytes: MAX_BODY_BYTES,
        requestId,
      });
    case "not_utf8":
      return problem({ status: 400, detail: "The body is not UTF-8", requestId });
    case "inexact_number":
      return problem({ status: 400, detail: body.detail, requestId });
    case "malformed": {
      const { message, place } = body.error;
      const where = place ? ` at line ${place.line}, column ${place.column}` : "";
      return problem({
        status: 400,
        detail: `The body is not JSON: ${message}${where}`,
        ...place,
        requestId,
      });
    }
  }
}
