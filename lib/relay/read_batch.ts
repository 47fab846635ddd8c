import { Buffer } from "node:buffer";
import { newId, publicId } from "@/lib/ids.ts";
import { OwnId, type RecordResult, type RuleBreak, SentRecord } from "./record_schema.ts";

/** A valid record on its way in. */
export type Arrival = {
  index: number;
  uuid: string;
  /** What the outside calls it: the sender's own id, or ours. */
  key: string;
  type: string;
  occurredAt: Date;
  /** The sender named no time, so it says nothing about a record stored earlier. */
  isTimeAssumed: boolean;
  /** Compact JSON. */
  data: string;
  sizeBytes: number;
};

type Rejected = Extract<RecordResult, { status: "rejected" }>;

/** Parts a batch into records that may be stored and those that break a rule. */
export function readBatch(records: unknown[], now: Date): { arrivals: Arrival[]; rejected: Rejected[] } {
  const arrivals: Arrival[] = [];
  const rejected: Rejected[] = [];
  for (const [index, record] of records.entries()) {
    const { success, data, error } = SentRecord.safeParse(record);
    if (success) arrivals.push(arrivalOf(data, { index, now }));
    else {rejected.push({
        index,
        status: "rejected",
        id: idOf(record),
        errors: error.issues.map(ruleBreakOf),
      });}
  }
  return { arrivals, rejected };
}

function arrivalOf(sent: SentRecord, { index, now }: { index: number; now: Date }): Arrival {
  const uuid = newId();
  return {
    index,
    uuid,
    key: sent.id ?? publicId("rec", uuid),
    type: sent.type,
    occurredAt: sent.occurred_at ?? now,
    isTimeAssumed: sent.occurred_at === undefined,
    data: sent.data,
    sizeBytes: Buffer.byteLength(sent.data),
  };
}

/** So that the sender finds its record again, as far as it has a name. */
function idOf(record: unknown): string | undefined {
  return OwnId.safeParse((record as { id?: unknown } | null)?.id).data;
}

function ruleBreakOf({ path, message }: { path: PropertyKey[]; message: string }): RuleBreak {
  const escaped = path.map((it) => String(it).replaceAll("~", "~0").replaceAll("/", "~1"));
  return { pointer: escaped.map((it) => `/${it}`).join(""), rule: message };
}
