import type { Receipt, RecordResult } from "./record_schema.ts";

/** What became of a batch, in the order it was sent. */
export function receiptOf(results: RecordResult[]): Receipt {
  const count = (status: RecordResult["status"]) => results.filter((it) => it.status === status).length;
  return {
    accepted: count("accepted"),
    duplicates: count("duplicate"),
    rejected: count("rejected"),
    results: results.toSorted((a, b) => a.index - b.index),
  };
}
