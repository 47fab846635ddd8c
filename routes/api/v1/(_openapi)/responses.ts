import { problemType } from "@/routes/(_http)/problem.ts";
import type { Answer, Header, Reference } from "./api_document.ts";

type Headers = Record<string, Header | Reference>;

const INSTANCE = "req_01kbq3r0e7f1ma2qz1g4ve3xhw";

/** Headers that every answer to a known key carries. */
export const limitHeaders = {
  "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" },
  RateLimit: { $ref: "#/components/headers/RateLimit" },
};

export const documentedHeaders = {
  "RateLimit-Policy": header(
    "The limits of this key and of the tenant: q calls at once, all of them again after w seconds " +
      "(draft-ietf-httpapi-ratelimit-headers-10).",
    '"key";q=200;w=2, "tenant";q=1000;w=2',
  ),
  RateLimit: header("What is left: r calls now, more in t seconds.", '"key";r=199;t=1, "tenant";r=999;t=1'),
  "Idempotency-Replayed": header("true when this is the answer kept from the first request.", "true"),
};

/** One JSON answer, with an example of each case. */
export function jsonAnswer(
  description: string,
  { schema, examples, headers }: { schema: string; examples: Record<string, unknown>; headers?: Headers },
): Answer {
  return {
    description,
    headers: { ...limitHeaders, ...headers },
    content: {
      "application/json": {
        schema: { $ref: `#/components/schemas/${schema}` },
        examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
      },
    },
  };
}

/** One problem, with the members its example shows. */
export function problemAnswer(
  description: string,
  { status, title, headers = limitHeaders, ...members }: {
    status: number;
    title: string;
    headers?: Headers;
    [member: string]: unknown;
  },
): Answer {
  const example = { type: "about:blank", title, status, instance: INSTANCE, ...members };
  return {
    description,
    headers,
    content: {
      "application/problem+json": {
        schema: { $ref: "#/components/schemas/Problem" },
        examples: { problem: { value: example } },
      },
    },
  };
}

/** Refusals that every operation with a key may give. */
export const refusals = {
  Unauthorized: problemAnswer(
    "No key, none of this tenant's, or one that was revoked, replaced or has expired.",
    {
      status: 401,
      title: "Unauthorized",
      detail: "The API key is unknown",
      headers: { "WWW-Authenticate": header("How to send a key.", 'Bearer error="invalid_token"') },
    },
  ),
  Forbidden: problemAnswer(
    "The key has no scope for this, or is used from outside of its networks; or the tenant is suspended.",
    {
      status: 403,
      title: "Forbidden",
      type: problemType("missing_scope"),
      detail: 'The API key "Shop backend" has no scope usage.read',
      missing_scope: "usage.read",
      headers: {},
    },
  ),
  TooManyRequests: problemAnswer("Over the limit of this key or of the tenant.", {
    status: 429,
    title: "Too Many Requests",
    type: "https://iana.org/assignments/http-problem-types#quota-exceeded",
    detail: "At most 200 calls at once and 100 a second for each key",
    "violated-policies": ["key"],
    headers: { ...limitHeaders, "Retry-After": header("Whole seconds until the next call is allowed.", "1") },
  }),
};

export const everyRefusal = {
  401: { $ref: "#/components/responses/Unauthorized" },
  403: { $ref: "#/components/responses/Forbidden" },
  429: { $ref: "#/components/responses/TooManyRequests" },
};

function header(description: string, example: string): Header {
  return { description, schema: { type: "string" }, example };
}
