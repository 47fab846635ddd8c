import { refusal, type ScimRefusal } from "./refusal.ts";

/** A page of a list, as RFC 7644 (section 3.4.2.4) counts: from 1. */
export type ListQuery = {
  filter?: string;
  startIndex: number;
  count: number;
} & Projection;

/** Which attributes of a resource are wanted, in lower case; undefined for what is usual. */
export type Projection = { attributes?: string[]; excludedAttributes?: string[] };

export const MOST_ON_A_PAGE = 200;
const USUAL_ON_A_PAGE = 100;
const MOST_NAMES = 100;

export function readListQuery(query: URLSearchParams): { ok: true; query: ListQuery } | ScimRefusal {
  const startIndex = wholeNumber(query.get("startIndex"), 1);
  const count = wholeNumber(query.get("count"), USUAL_ON_A_PAGE);
  if (startIndex === undefined || count === undefined) {
    return refusal("invalid_value", "startIndex and count must be whole numbers");
  }
  return {
    ok: true,
    query: {
      filter: query.get("filter") ?? undefined,
      // What is less counts as the least, by the standard.
      startIndex: Math.max(1, startIndex),
      count: Math.min(Math.max(0, count), MOST_ON_A_PAGE),
      ...readProjection(query),
    },
  };
}

export function readProjection(query: URLSearchParams): Projection {
  return { attributes: names(query, "attributes"), excludedAttributes: names(query, "excludedAttributes") };
}

function wholeNumber(text: string | null, usual: number): number | undefined {
  if (text === null || text === "") return usual;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function names(query: URLSearchParams, parameter: string): string[] | undefined {
  const found = query.getAll(parameter).flatMap((it) => it.split(",")).map((it) => it.trim().toLowerCase())
    .filter((it) => it !== "").slice(0, MOST_NAMES);
  return found.length === 0 ? undefined : found;
}
