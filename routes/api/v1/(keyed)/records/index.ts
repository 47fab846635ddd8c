import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { MAX_RECORDS, type Receipt } from "@/lib/relay/record_schema.ts";
import { problem, problemType } from "@/routes/(_http)/problem.ts";
import { readJson } from "@/routes/(_http)/read_json.ts";
import { readIdempotencyKey } from "@/routes/api/v1/(_http)/idempotency_key.ts";
import { RecordQuery } from "@/routes/api/v1/(_http)/record_query.ts";
import { MAX_BODY_BYTES, refuseBody } from "@/routes/api/v1/(_http)/refuse_body.ts";
import { refuseScope } from "@/routes/api/v1/(_http)/refuse_scope.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const refusal = refuseScope(ctx.state, "records.read");
    if (refusal) return refusal;
    const { tenant, requestId } = ctx.state;
    const query = RecordQuery.safeParse(Object.fromEntries(ctx.url.searchParams));
    if (!query.success) return refuseQuery(query.error.issues, requestId);
    const call = { requestId, now: new Date() };
    const page = await listRecords(tenant.id, { ...query.data, call });
    if (page.ok) return ctx.json({ records: page.records, next_cursor: page.nextCursor ?? null });
    const message = "Must be next_cursor of this list, under the same filter";
    return refuseQuery([{ path: ["cursor"], message }], requestId);
  },

  async POST(ctx) {
    const refusal = refuseScope(ctx.state, "records.write");
    if (refusal) return refusal;
    const { tenant, requestId } = ctx.state;
    const idempotency = readIdempotencyKey(ctx.req.headers);
    if (idempotency === "malformed") {
      const detail = "Idempotency-Key must be 1 to 255 printable ASCII characters, bare or in double quotes";
      return problem({ status: 400, detail, requestId });
    }
    const body = await readJson(ctx.req, { maxBytes: MAX_BODY_BYTES });
    if (!body.ok) return refuseBody(body, requestId);
    const now = new Date();
    const accepted = await acceptRecords(tenant.id, {
      records: recordsIn(body.value),
      now,
      call: { requestId, now },
      idempotencyKey: idempotency.key,
    });
    if (!accepted.ok) return refuse(accepted.reason, requestId);
    const res = receiptAnswer(accepted.receipt, requestId);
    if (accepted.isReplay) res.headers.set("idempotency-replayed", "true");
    return res;
  },
});

/** One record, a list of them, or `{ "records": […] }`. */
function recordsIn(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  const { records } = Object(body);
  return Array.isArray(records) ? records : [body];
}

function receiptAnswer(receipt: Receipt, requestId: string): Response {
  if (receipt.accepted > 0) return Response.json(receipt, { status: 201 });
  if (receipt.duplicates > 0) return Response.json(receipt);
  return problem({
    status: 422,
    type: problemType("no_valid_record"),
    detail: "No record keeps the rules; results says which rule each one breaks",
    ...receipt,
    requestId,
  });
}

function refuseQuery(issues: { path: PropertyKey[]; message: string }[], requestId: string): Response {
  const errors = issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, rule: message }));
  return problem({ status: 400, detail: "The query breaks a rule", errors, requestId });
}

function refuse(reason: "no_records" | "too_many_records" | "idempotency_key_reused", requestId: string) {
  switch (reason) {
    case "no_records":
      return problem({
        status: 422,
        type: problemType("no_records"),
        detail: `Send 1 to ${MAX_RECORDS} records at once`,
        requestId,
      });
    case "too_many_records":
      return problem({
        status: 413,
        detail: `Send at most ${MAX_RECORDS} records at once`,
        max_records: MAX_RECORDS,
        requestId,
      });
    case "idempotency_key_reused":
      return problem({
        status: 422,
        type: problemType("idempotency_key_reused"),
        detail: "This Idempotency-Key came with another body before; a new request needs a new key",
        requestId,
      });
  }
}
