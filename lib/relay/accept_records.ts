import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { announceChange, announceCommitted } from "@/lib/usage/announce.ts";
import { type ApiCall, asCaller } from "@/lib/usage/as_caller.ts";
import { answerOnce } from "./answer_once.ts";
import { type Arrival, readBatch } from "./read_batch.ts";
import { receiptOf } from "./receipt_of.ts";
import { MAX_RECORDS, type Receipt, type RecordResult } from "./record_schema.ts";
import { differingStatement, storingStatement } from "./store_records.ts";

export type Batch = {
  /** As parsed from JSON; what they are is found out here. */
  records: unknown[];
  now: Date;
  /** Counted in the same transaction. */
  call?: ApiCall;
  idempotencyKey?: string;
};

export type Acceptance =
  | { ok: true; receipt: Receipt; isReplay: boolean }
  | { ok: false; reason: "no_records" | "too_many_records" | "idempotency_key_reused" };

/**
 * Stores the valid records of a batch, each once, and counts each stored one: all of it in one transaction or
 * nothing. Records that break a rule or are there already are named in the receipt and stop no other.
 */
export async function acceptRecords(
  tenantId: string,
  { records, now, call, idempotencyKey }: Batch,
): Promise<Acceptance> {
  if (records.length === 0) return { ok: false, reason: "no_records" };
  if (records.length > MAX_RECORDS) return { ok: false, reason: "too_many_records" };
  const { arrivals, rejected } = readBatch(records, now);
  const take = async (steps: Steps) => receiptOf([...rejected, ...await storeOnce(steps, arrivals)]);
  const store = storingStatement(tenantId, { arrivals, now });
  const compare = (doubles: Arrival[]) => differingStatement(tenantId, doubles);
  if (idempotencyKey === undefined) {
    const receipt = await take({
      store: async () => {
        const stored = await asCaller.one<Found>(tenantId, call, store);
        // A call is announced by itself.
        if (!call && stored.length > 0) announceCommitted(tenantId);
        return stored;
      },
      compare: (doubles) => asTenantRead.one(tenantId, compare(doubles)),
    });
    return { ok: true, receipt, isReplay: false };
  }
  return await asCaller(tenantId, call, async (tx) => {
    const receive = () =>
      take({
        store: async () => {
          const stored = await tx.rows<Found>(store);
          if (stored.length > 0) announceChange(tx);
          return stored;
        },
        compare: (doubles) => tx.rows(compare(doubles)),
      });
    const once = await answerOnce(tx, { key: idempotencyKey, request: records }, receive);
    if (!once.ok) return { ok: false, reason: "idempotency_key_reused" };
    return { ok: true, receipt: once.answer, isReplay: once.isReplay };
  });
}

type Found = { id: string };
type Steps = { store(): Promise<Found[]>; compare(doubles: Arrival[]): Promise<Found[]> };

/** Only what was stored already is compared, and nothing changes that: it may be another transaction. */
async function storeOnce({ store, compare }: Steps, arrivals: Arrival[]): Promise<RecordResult[]> {
  const stored = idsOf(await store());
  const doubles = arrivals.filter((it) => !stored.has(it.uuid));
  const differing = doubles.length === 0 ? new Set() : idsOf(await compare(doubles));
  return arrivals.map(({ index, key, uuid }) => {
    if (stored.has(uuid)) return { index, status: "accepted", id: key };
    return { index, status: "duplicate", id: key, ...(differing.has(uuid) ? { differs: true } : {}) };
  });
}

function idsOf(found: Found[]): Set<string> {
  return new Set(found.map((it) => it.id));
}
