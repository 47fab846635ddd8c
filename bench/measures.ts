import { recordBatches } from "./record_batches.ts";
import type { Result } from "./result.ts";
import { singleRecords } from "./single_records.ts";
import { tenantReads } from "./tenant_reads.ts";

/** Everything that is measured, in the order it is told. */
export const MEASURES: (() => Promise<Result[]>)[] = [
  singleRecords,
  recordBatches,
  tenantReads,
];
