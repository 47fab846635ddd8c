import { readJson } from "@/routes/(_http)/read_json.ts";
import { errorAnswer } from "./scim_answer.ts";
import { MAX_BODY_BYTES, MAX_DEPTH } from "./scim_limits.ts";

/** The JSON that was sent, or the answer that refuses it. */
export async function readScimBody(
  req: Request,
): Promise<{ ok: true; value: unknown } | { ok: false; res: Response }> {
  const body = await readJson(req, { maxBytes: MAX_BODY_BYTES });
  if (!body.ok) return { ok: false, res: refuseBody(body) };
  const fault = faultIn(body.value);
  return fault === undefined ? body : { ok: false, res: syntaxError(fault) };
}

function refuseBody(body: Extract<Awaited<ReturnType<typeof readJson>>, { ok: false }>): Response {
  switch (body.reason) {
    case "not_json":
      return errorAnswer({ status: 415, detail: "Send Content-Type: application/scim+json in UTF-8" });
    case "too_large":
      return errorAnswer({
        status: 413,
        detail: `The body is larger than ${MAX_BODY_BYTES} bytes; send less at once`,
      });
    case "not_utf8":
      return syntaxError("The body is not UTF-8");
    case "inexact_number":
      return errorAnswer({ status: 400, scimType: "invalidValue", detail: body.detail });
    case "malformed":
      return syntaxError(`The body is not JSON: ${body.error.message}`);
  }
}

function syntaxError(detail: string): Response {
  return errorAnswer({ status: 400, scimType: "invalidSyntax", detail });
}

/** What the database could not keep, or what is nested deeper than anything in a directory. */
function faultIn(value: unknown, depth = 1): string | undefined {
  if (typeof value === "string") {
    return value.includes("\0") || !value.isWellFormed() ? "A text has a character that is none" : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > MAX_DEPTH) return `The body is nested deeper than ${MAX_DEPTH} levels`;
  for (const [name, member] of Object.entries(value)) {
    const fault = faultIn(name) ?? faultIn(member, depth + 1);
    if (fault) return fault;
  }
}
