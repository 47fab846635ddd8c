import { STATUS_CODES } from "node:http";
import { HttpError } from "fresh";
import { baseOrigin } from "@/lib/tenancy/host.ts";

/** What went wrong, for a program to read (RFC 9457). Further members travel as they are. */
export type Problem = {
  status: number;
  /** Of the request; becomes `instance`. */
  requestId: string;
  /** A URI that says which of several problems of this status it is. */
  type?: string;
  /** Sentence without a period: what was wrong in this request, and what was wanted. */
  detail?: string;
  /** JSON Pointers into what was sent. */
  errors?: { pointer: string; rule: string }[];
  [member: string]: unknown;
};

export function problem({ requestId, status, type, ...members }: Problem, headers?: HeadersInit): Response {
  const body = {
    type: type ?? "about:blank",
    title: STATUS_CODES[status],
    status,
    instance: requestId,
    ...members,
  };
  const res = new Response(JSON.stringify(body), { status, headers });
  res.headers.set("content-type", "application/problem+json");
  return res;
}

/** For what a handler or the framework threw; what we did not expect stays inside. */
export function problemOf(error: unknown, requestId: string, headers?: HeadersInit): Response {
  if (!(error instanceof HttpError)) return problem({ status: 500, requestId }, headers);
  const detail = error.message === STATUS_CODES[error.status] ? undefined : error.message;
  return problem({ status: error.status, detail, requestId }, headers);
}

/** Our own problems, each explained under its name in the guide on errors. */
export const PROBLEMS = [
  "no_valid_record",
  "no_records",
  "idempotency_key_reused",
  "missing_scope",
  "network_not_allowed",
] as const;

/** As `type`: where to read about it, and the same for every tenant. */
export function problemType(name: typeof PROBLEMS[number]): string {
  return `${baseOrigin()}/docs/errors#${name}`;
}
