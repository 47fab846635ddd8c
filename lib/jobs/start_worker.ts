import { log } from "@/lib/log.ts";
import { type ClaimedJob, claimJobs } from "./claim_jobs.ts";
import { extendLeases } from "./extend_leases.ts";
import type { JobHandlers } from "./kinds.ts";
import { NUDGE_EVENT } from "./nudge.ts";
import { releaseJobs } from "./release_jobs.ts";
import { runJob } from "./run_job.ts";

export type WorkerOptions = {
  handlers: JobHandlers;
  /** How many jobs run at once. */
  concurrency?: number;
  /** How long to rest when the queue is empty and nobody nudges. */
  pollMs?: number;
  /** How long after a crash its jobs run again. */
  leaseSeconds?: number;
};

export type Worker = {
  /** Claims nothing more, waits for running jobs for at most `graceMs`, and gives the others back. */
  stop(options?: { graceMs?: number }): Promise<void>;
};

type Run = { settled: Promise<void>; abort: AbortController };

const GRACE_MS = 4_000;

/** Runs jobs of all tenants in turn until it is stopped. Any number of workers may share a queue. */
export function startWorker(options: WorkerOptions): Worker {
  return new QueueWorker(options);
}

class QueueWorker implements Worker {
  readonly #options: Required<WorkerOptions>;
  readonly #runs = new Map<string, Run>();
  readonly #heartbeat: ReturnType<typeof setInterval>;
  readonly #loop: Promise<void>;
  #isStopping = false;
  #isNudged = false;
  #endRest = () => {};

  constructor({ handlers, concurrency = 4, pollMs = 500, leaseSeconds = 30 }: WorkerOptions) {
    this.#options = { handlers, concurrency, pollMs, leaseSeconds };
    this.#heartbeat = setInterval(this.#keepLeases, leaseSeconds * 1_000 / 3);
    addEventListener(NUDGE_EVENT, this.#nudge);
    this.#loop = this.#work();
  }

  async stop({ graceMs = GRACE_MS } = {}) {
    this.#isStopping = true;
    this.#nudge();
    await within(graceMs, this.#drained());
    clearInterval(this.#heartbeat);
    removeEventListener(NUDGE_EVENT, this.#nudge);
    const unfinished = [...this.#runs];
    // First released: a handler that fails because it is aborted must not count as failed.
    await releaseJobs(unfinished.map(([leaseId]) => leaseId));
    for (const [, run] of unfinished) run.abort.abort(new Error("The worker stops"));
  }

  async #work() {
    while (!this.#isStopping) {
      const free = this.#options.concurrency - this.#runs.size;
      const claimed = free > 0 ? await this.#claim(free) : [];
      if (this.#isStopping) return await releaseJobs(claimed.map((it) => it.leaseId));
      for (const job of claimed) this.#start(job);
      // A full worker rests too, until one of its jobs is settled: this loop never runs without a pause.
      if (free <= 0 || claimed.length < free) await this.#rest();
    }
  }

  async #claim(atMost: number): Promise<ClaimedJob[]> {
    try {
      return await claimJobs({ atMost, leaseSeconds: this.#options.leaseSeconds });
    } catch (error) {
      log.error("Claiming jobs failed and is tried again", { error });
      return [];
    }
  }

  #start(job: ClaimedJob) {
    const abort = new AbortController();
    const settled = runJob(job, { handlers: this.#options.handlers, signal: abort.signal })
      .catch((error) => log.error("Settling a job failed; it runs again when its lease ends", { error }))
      .finally(() => {
        this.#runs.delete(job.leaseId);
        this.#nudge();
      });
    this.#runs.set(job.leaseId, { settled, abort });
  }

  #keepLeases = async () => {
    if (this.#runs.size === 0) return;
    const asked = [...this.#runs];
    try {
      const held = await extendLeases(asked.map(([leaseId]) => leaseId), this.#options.leaseSeconds);
      for (const [leaseId, run] of asked) {
        if (!held.has(leaseId)) run.abort.abort(new Error("The lease was lost"));
      }
    } catch (error) {
      log.error("Extending the leases of running jobs failed and is tried again", { error });
    }
  };

  #nudge = () => {
    this.#isNudged = true;
    this.#endRest();
  };

  async #rest() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#endRest = resolve;
    const timer = setTimeout(resolve, this.#options.pollMs);
    if (!this.#isNudged) await promise;
    clearTimeout(timer);
    this.#isNudged = false;
  }

  async #drained() {
    await this.#loop;
    await Promise.all([...this.#runs.values()].map((it) => it.settled));
  }
}

async function within(ms: number, work: Promise<void>) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
