import { STATUS_CODES } from "node:http";
import { HttpError } from "fresh";
import type { ScimReason, ScimRefusal } from "@/lib/tenancy/scim/refusal.ts";
import { ERROR_MESSAGE, LIST_MESSAGE } from "@/lib/tenancy/scim/urns.ts";

const SCIM_JSON = "application/scim+json";

/** The status of each refusal and, where RFC 7644 (table 9) has one, its name. */
const ANSWERS: Record<ScimReason, { status: number; scimType?: string }> = {
  uniqueness: { status: 409, scimType: "uniqueness" },
  invalid_filter: { status: 400, scimType: "invalidFilter" },
  invalid_syntax: { status: 400, scimType: "invalidSyntax" },
  invalid_path: { status: 400, scimType: "invalidPath" },
  invalid_value: { status: 400, scimType: "invalidValue" },
  no_target: { status: 400, scimType: "noTarget" },
  mutability: { status: 400, scimType: "mutability" },
  too_many: { status: 400, scimType: "tooMany" },
  not_found: { status: 404 },
  last_owner: { status: 409 },
  changed_meanwhile: { status: 412 },
};

type Resource = { meta?: unknown; [member: string]: unknown };

/** One resource, with the headers that RFC 7644 gives it. `req` says in which form it is wanted. */
export function resourceAnswer(req: Request, resource: Resource, { status = 200 } = {}): Response {
  const { location, version } = Object(resource.meta);
  const res = scimJson(req, resource, status);
  if (version !== undefined) res.headers.set("etag", version);
  if (location !== undefined && status === 201) res.headers.set("location", location);
  return res;
}

export type Listed = { total: number; startIndex: number; resources: unknown[] };

export function listAnswer(req: Request, { total, startIndex, resources }: Listed): Response {
  return scimJson(req, {
    schemas: [LIST_MESSAGE],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  });
}

export function noContent(): Response {
  return new Response(null, { status: 204 });
}

export function refuse({ reason, detail }: ScimRefusal): Response {
  return errorAnswer({ ...ANSWERS[reason], detail });
}

type ScimError = { status: number; scimType?: string; detail?: string; headers?: HeadersInit };

/** RFC 7644, section 3.12: the status is a text there. */
export function errorAnswer(
  { status, scimType, detail = STATUS_CODES[status], headers }: ScimError,
): Response {
  const body = { schemas: [ERROR_MESSAGE], status: String(status), scimType, detail };
  const res = new Response(JSON.stringify(body), { status, headers });
  res.headers.set("content-type", SCIM_JSON);
  return res;
}

/** For what a handler or the framework threw; what we did not expect stays inside. */
export function scimErrorOf(error: unknown): Response {
  if (!(error instanceof HttpError)) return errorAnswer({ status: 500 });
  return errorAnswer({ status: error.status, detail: error.message || undefined });
}

/** Whoever asks for plain JSON, and not for SCIM's, gets the same under that name. */
function scimJson(req: Request, body: unknown, status = 200): Response {
  const accept = req.headers.get("accept") ?? "";
  const isPlain = accept.includes("application/json") && !accept.includes(SCIM_JSON);
  const res = new Response(JSON.stringify(body), { status });
  res.headers.set("content-type", isPlain ? "application/json" : SCIM_JSON);
  return res;
}
