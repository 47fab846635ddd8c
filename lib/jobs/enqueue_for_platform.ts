import { atGate } from "@/lib/db/at_gate.ts";
import { type Sql, sql } from "@/lib/db/sql.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { newId } from "@/lib/ids.ts";
import { MAX_ATTEMPTS } from "./enqueue.ts";
import type { JobPayloads, PlatformJobKind } from "./kinds.ts";

/** In the place of a tenant, for work that is no tenant's. */
export const PLATFORM_ITSELF = "00000000-0000-0000-0000-000000000000";

type PlatformJob = { [Kind in PlatformJobKind]: { kind: Kind; payload: JobPayloads[Kind] } }[PlatformJobKind];

/** Puts a job into the queue that belongs to no tenant; it takes turns with those that do. */
export async function enqueueForPlatform(job: PlatformJob): Promise<void> {
  await atGate(insertPlatformJob(job));
}

/** The same with a transaction of the platform that makes it necessary. */
export async function queueForPlatform(tx: Tx, job: PlatformJob): Promise<void> {
  await tx.rows(insertPlatformJob(job));
}

function insertPlatformJob({ kind, payload }: PlatformJob): Sql {
  return sql`select gate.enqueue_for_platform(${newId()}, ${kind}, ${payload}, ${MAX_ATTEMPTS})`;
}
