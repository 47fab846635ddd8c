import { Buffer } from "node:buffer";
import { z } from "zod";
import { findUnstorable, MAX_DEPTH } from "./find_unstorable.ts";

export const MAX_RECORDS = 1_000;
export const MAX_DATA_BYTES = 65_536;

/** Timestamps of the years 1 to 9999 in UTC: those that RFC 3339 and Postgres both can write. */
const EARLIEST = Date.parse("0001-01-01T00:00:00Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");

const worded = (pattern: RegExp, error: string) => z.string({ error }).regex(pattern, { error });

/** `.` and `..` would vanish from the path of a URL. */
export const OwnId = worded(
  /^(?!\.{1,2}$)[!-~]{1,200}$/,
  "Must be 1 to 200 visible ASCII characters, and not . or ..",
).meta({
  description:
    "Your own name for the record. A second record with the same id is a duplicate and is not stored.",
  examples: ["order-1001"],
});

export const RecordType = worded(
  /^[a-z0-9._-]{1,100}$/,
  "Must be 1 to 100 characters of a-z, 0-9, dot, underscore and hyphen",
).meta({ description: "What kind of record this is.", examples: ["order.created"] });

export const Instant = z.iso.datetime({
  offset: true,
  error: "Must be an RFC 3339 time with an offset, such as 2026-01-31T09:30:00Z",
}).transform((text) => new Date(text)).refine(
  (time) => time.getTime() >= EARLIEST && time.getTime() <= LATEST,
  { error: "Must be in the years 1 to 9999 in UTC" },
);

/** Parsed, it is compact JSON text: checked, measured and stored as one and the same. */
const Data = z.custom<object>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  { error: "Must be a JSON object" },
).meta({
  type: "object",
  description: `Anything, up to ${MAX_DATA_BYTES} bytes as compact JSON and ${MAX_DEPTH} levels deep.`,
  examples: [{ total_minor: 1299, currency: "EUR" }],
}).transform(toStorableText);

/** One record as sent. Parsed, `data` is its compact JSON text and `occurred_at` is a Date. */
export const SentRecord = z.strictObject({
  id: OwnId.optional(),
  type: RecordType,
  occurred_at: Instant.optional().meta({
    description: "When it happened, kept to the millisecond. Absent: when it was received.",
    examples: ["2026-01-31T09:30:00Z"],
  }),
  data: Data,
}, {
  error: ({ code }) =>
    code === "unrecognized_keys"
      ? "Must have no members but id, type, occurred_at and data"
      : "Must be a JSON object",
});
export type SentRecord = z.infer<typeof SentRecord>;

/** One record as given back. */
export const StoredRecord = z.object({
  id: z.string().meta({ description: "Your own id, or rec_… when you sent none." }),
  type: RecordType,
  occurred_at: z.date(),
  received_at: z.date(),
  data: z.record(z.string(), z.unknown()),
});
export type StoredRecord = z.infer<typeof StoredRecord>;

/** What is wrong with a value, and where: `pointer` is a JSON Pointer into the record (RFC 6901). */
export const RuleBreak = z.object({
  pointer: z.string().meta({ examples: ["/occurred_at"] }),
  rule: z.string().meta({
    examples: ["Must be an RFC 3339 time with an offset, such as 2026-01-31T09:30:00Z"],
  }),
});
export type RuleBreak = z.infer<typeof RuleBreak>;

const index = z.int().nonnegative().meta({ description: "The record's place in the batch, from 0." });

export const RecordResult = z.discriminatedUnion("status", [
  z.object({ index, status: z.literal("accepted"), id: z.string() }),
  z.object({
    index,
    status: z.literal("duplicate"),
    id: z.string(),
    differs: z.literal(true).optional().meta({
      description: "The record stored under this id has another type, time or data.",
    }),
  }),
  z.object({
    index,
    status: z.literal("rejected"),
    id: z.string().optional(),
    errors: z.array(RuleBreak),
  }),
]);
export type RecordResult = z.infer<typeof RecordResult>;

/** What became of a batch, record by record. */
export const Receipt = z.object({
  accepted: z.int().nonnegative(),
  duplicates: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  results: z.array(RecordResult),
});
export type Receipt = z.infer<typeof Receipt>;

function toStorableText(data: object, ctx: z.RefinementCtx): string {
  const unstorable = findUnstorable(data);
  if (unstorable) {
    ctx.addIssue({ code: "custom", path: unstorable.path, message: unstorable.rule });
    return z.NEVER;
  }
  const text = JSON.stringify(data);
  const size = Buffer.byteLength(text);
  if (size > MAX_DATA_BYTES) {
    ctx.addIssue(`Must be at most ${MAX_DATA_BYTES} bytes as compact JSON, is ${size}`);
    return z.NEVER;
  }
  return text;
}
