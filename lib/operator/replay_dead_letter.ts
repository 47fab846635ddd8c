import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import { withTenant } from "@/lib/db/tenant_tx.ts";
import { replayJob } from "@/lib/jobs/replay_job.ts";

type Replay = { tenantId: string; jobId: string; actor: Actor };

export type ReplayResult = { ok: true } | { ok: false; reason: "not_dead" };

/** Lets a job that was given up run again; the tenant whose work it is reads that in its audit log. */
export function replayDeadLetter({ tenantId, jobId, actor }: Replay): Promise<ReplayResult> {
  return asPlatform(`${actor.name} replays job ${jobId}`, async (tx) => {
    const replayed = await replayJob(tx, { tenantId, jobId });
    if (!replayed.ok) return replayed;
    await recordAudit(withTenant(tx, tenantId), {
      actor,
      action: "job.replayed",
      subject: { kind: "job", id: jobId },
      detail: { kind: replayed.kind },
    });
    return { ok: true };
  });
}
