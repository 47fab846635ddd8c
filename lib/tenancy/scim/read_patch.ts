import { type AttributePath, readPath } from "./attribute_path.ts";
import { isObject, memberOf } from "./json.ts";
import { refusal, type ScimRefusal } from "./refusal.ts";

export type Operation = {
  op: "add" | "replace" | "remove";
  /** Undefined where the value is an object that names its attributes itself. */
  path?: AttributePath;
  value?: unknown;
};

export type Patch = { ok: true; operations: Operation[] } | ScimRefusal;

export const MOST_OPERATIONS = 1_000;

/** The operations of a PATCH, as Entra (`"op": "Replace"`) and Okta (`"op": "replace"`, without path) write them. */
export function readPatch(body: unknown): Patch {
  const sent = isObject(body) ? memberOf(body, "Operations") : undefined;
  if (!Array.isArray(sent) || sent.length === 0) {
    return refusal("invalid_syntax", "A PATCH needs Operations, an array of at least one");
  }
  if (sent.length > MOST_OPERATIONS) {
    return refusal("too_many", `Send at most ${MOST_OPERATIONS} operations at once`);
  }
  const operations: Operation[] = [];
  for (const [index, it] of sent.entries()) {
    const read = readOperation(it);
    if ("reason" in read) return refusal(read.reason, `Operations[${index}]: ${read.detail}`);
    operations.push(read);
  }
  return { ok: true, operations };
}

function readOperation(sent: unknown): Operation | ScimRefusal {
  if (!isObject(sent)) return refusal("invalid_syntax", "an operation is an object");
  const op = String(memberOf(sent, "op")).toLowerCase();
  if (op !== "add" && op !== "replace" && op !== "remove") {
    return refusal(
      "invalid_syntax",
      `op is ${JSON.stringify(memberOf(sent, "op"))}; it must be add, replace or remove`,
    );
  }
  const value = memberOf(sent, "value");
  const text = memberOf(sent, "path");
  if (text === undefined || text === "") return withoutPath(op, value);
  const path = typeof text === "string" ? readPath(text) : undefined;
  if (!path) return refusal("invalid_path", `the path ${JSON.stringify(text)} is none that we can read`);
  return { op, path, value };
}

function withoutPath(op: Operation["op"], value: unknown): Operation | ScimRefusal {
  if (op === "remove") return refusal("no_target", "remove needs a path");
  if (!isObject(value)) {
    return refusal("invalid_value", "without a path the value must be an object of attributes");
  }
  return { op, value };
}
