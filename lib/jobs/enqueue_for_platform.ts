import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { MAX_ATTEMPTS } from "./enqueue.ts";
import type { JobPayloads, PlatformJobKind } from "./kinds.ts";

/** In the place of a tenant, for work that is no tenant's. */
export const PLATFORM_ITSELF = "00000000-0000-0000-0000-000000000000";

type PlatformJob = { [Kind in PlatformJobKind]: { kind: Kind; payload: JobPayloads[Kind] } }[PlatformJobKind];

/** Puts a job into the queue that belongs to no tenant; it takes turns with those that do. */
export async function enqueueForPlatform({ kind, payload }: PlatformJob): Promise<void> {
  await atGate(sql`select gate.enqueue_for_platform(${newId()}, ${kind}, ${payload}, ${MAX_ATTEMPTS})`);
}
