import { receiptOf } from "@/lib/relay/receipt_of.ts";
import { MAX_RECORDS, type RecordResult } from "@/lib/relay/record_schema.ts";
import { problemType } from "@/routes/(_http)/problem.ts";
import { RecordParameters } from "@/routes/api/v1/(_http)/record_query.ts";
import { MAX_BODY_BYTES } from "@/routes/api/v1/(_http)/refuse_body.ts";
import { everyRefusal, jsonAnswer, problemAnswer } from "./responses.ts";
import { jsonSchema } from "./schemas.ts";

const sent = {
  id: "order-1001",
  type: "order.created",
  occurred_at: "2026-01-31T10:30:00+01:00",
  data: { total_minor: 1299, currency: "EUR" },
};

const stored = {
  ...sent,
  occurred_at: "2026-01-31T09:30:00.000Z",
  received_at: "2026-01-31T09:30:02.114Z",
};

const rejection: RecordResult = {
  index: 0,
  status: "rejected",
  errors: [{ pointer: "/data", rule: "Must be a JSON object" }],
};

const reference = { $ref: "#/components/schemas/SentRecord" };
const batch = { type: "array", items: reference, minItems: 1, maxItems: MAX_RECORDS };

const sendRecords = {
  operationId: "sendRecords",
  tags: ["Records"],
  summary: `Send one record, or up to ${MAX_RECORDS}`,
  security: [{ apiKey: ["records.write"] }],
  description:
    "Each record is checked by itself: those that break a rule are rejected, the others are stored. A " +
    "retry with the same ids, or with the same Idempotency-Key, stores nothing twice.",
  parameters: [{
    name: "Idempotency-Key",
    in: "header",
    description:
      "Makes the whole request repeatable for at least 24 hours, also for records without an id: the same key " +
      "and body give the same answer again. Bare or in double quotes (draft-ietf-httpapi-idempotency-key-header-07).",
    schema: { type: "string", minLength: 1, maxLength: 255 },
    example: "8e03978e-40d5-43dd-bc93-6894a57f9324",
  }],
  requestBody: {
    required: true,
    description: `At most ${MAX_BODY_BYTES} bytes of JSON.`,
    content: {
      "application/json": {
        schema: {
          oneOf: [reference, batch, {
            type: "object",
            properties: { records: batch },
            required: ["records"],
          }],
        },
        examples: {
          one: { value: sent },
          list: { value: [sent, { type: "order.paid", data: {} }] },
          object: { value: { records: [sent] } },
        },
      },
    },
  },
  responses: {
    200: receiptAnswer("Every valid record was there already.", {
      duplicate: receiptOf([{ index: 0, status: "duplicate", id: "order-1001" }]),
    }),
    201: receiptAnswer("At least one record was stored.", {
      one: receiptOf([{ index: 0, status: "accepted", id: "order-1001" }]),
      mixed: receiptOf([
        rejection,
        { index: 1, status: "accepted", id: "rec_01kbq3r0e7f1ma2qz1g4ve3xhw" },
        { index: 2, status: "duplicate", id: "order-1001", differs: true },
      ]),
    }),
    400: problemAnswer("The body is not JSON, or the Idempotency-Key is malformed.", {
      status: 400,
      title: "Bad Request",
      detail: 'The body is not JSON: Unexpected "}" at line 1, column 14',
      position: 13,
      line: 1,
      column: 14,
    }),
    408: problemAnswer("The body did not arrive within 10 seconds.", {
      status: 408,
      title: "Request Timeout",
      detail: "The body took longer than 10 seconds",
      headers: {},
    }),
    413: problemAnswer("Too many records or bytes at once; the answer names the limit.", {
      status: 413,
      title: "Payload Too Large",
      detail: `Send at most ${MAX_RECORDS} records at once`,
      max_records: MAX_RECORDS,
    }),
    415: problemAnswer("The body is not sent as JSON.", {
      status: 415,
      title: "Unsupported Media Type",
      detail: "Send Content-Type: application/json in UTF-8, without a Content-Encoding",
    }),
    422: problemAnswer("No valid record, or an Idempotency-Key that came with another body.", {
      status: 422,
      title: "Unprocessable Entity",
      type: problemType("no_valid_record"),
      detail: "No record keeps the rules; results says which rule each one breaks",
      ...receiptOf([rejection]),
    }),
    ...everyRefusal,
  },
};

const listRecords = {
  operationId: "listRecords",
  tags: ["Records"],
  summary: "Records, the latest received first",
  security: [{ apiKey: ["records.read"] }],
  parameters: Object.entries(jsonSchema(RecordParameters).properties!).map(([name, described]) => {
    const { description, ...schema } = described as { description: string };
    return { name, in: "query", description, schema };
  }),
  responses: {
    200: jsonAnswer("A page of records.", {
      schema: "RecordPage",
      examples: {
        more: { records: [stored], next_cursor: "AZr4N7tqf1e4mC0xQk7wTQpJ0h8lq2m1b9Zt3yqkVxE" },
        last: { records: [], next_cursor: null },
      },
    }),
    400: problemAnswer("A parameter breaks a rule.", {
      status: 400,
      title: "Bad Request",
      detail: "The query breaks a rule",
      errors: [{ pointer: "/limit", rule: "Must be a whole number from 1 to 100" }],
    }),
    ...everyRefusal,
  },
};

const getRecord = {
  operationId: "getRecord",
  tags: ["Records"],
  summary: "One record",
  security: [{ apiKey: ["records.read"] }],
  parameters: [{
    name: "id",
    in: "path",
    required: true,
    description: "Your own id, or rec_… when you sent none.",
    schema: { type: "string" },
    example: "order-1001",
  }],
  responses: {
    200: jsonAnswer("The record as it was stored.", { schema: "StoredRecord", examples: { record: stored } }),
    404: problemAnswer("No such record in this tenant.", {
      status: 404,
      title: "Not Found",
      detail: "There is no such record",
    }),
    ...everyRefusal,
  },
};

export const recordPaths = {
  "/records": { get: listRecords, post: sendRecords },
  "/records/{id}": { get: getRecord },
};

function receiptAnswer(description: string, examples: Record<string, unknown>) {
  const headers = { "Idempotency-Replayed": { $ref: "#/components/headers/Idempotency-Replayed" } };
  return jsonAnswer(description, { schema: "Receipt", examples, headers });
}
