import { setTimeout as delay } from "node:timers/promises";
import { metrics } from "@opentelemetry/api";
import { log } from "@/lib/log.ts";
import type { Store } from "./store.ts";
import { within } from "./within.ts";

/** A store that is away is expected: whoever asks decides what to do without it. */
export type Answer<T> = { ok: true; value: T } | { ok: false; reason: "state_away" };

const AWAY = { ok: false, reason: "state_away" } as const;
const PROBE_EVERY_MS = 250;

const outages = metrics.getMeter("rowhouse").createCounter("rowhouse.state.outages", {
  description: "Times the shared state stopped answering this process",
});

/**
 * Stands before a store: nobody waits longer than the store's own time for an answer, and after one failure nobody
 * waits at all until a probe has been answered. An outage is one line in the log, its end another.
 */
export class Guard {
  readonly #store: Store;
  readonly #owed = new Map<string, { text: string; endsAt: number }>();
  #awaySince: number | undefined;
  #backAt = -Infinity;
  #isClosed = false;

  constructor(store: Store) {
    this.#store = store;
  }

  async ask<T>(work: (store: Store) => Promise<T>): Promise<Answer<T>> {
    if (this.#awaySince !== undefined) return AWAY;
    try {
      return { ok: true, value: await within(this.#store.answersWithinMs, work(this.#store)) };
    } catch (error) {
      this.#missed(error);
      return AWAY;
    }
  }

  /** While the store is away the text is owed, and written when it is back. */
  async write(key: string, text: string, endsAt: number): Promise<void> {
    const written = await this.ask((store) => store.write(key, text, Math.max(1, endsAt - Date.now())));
    if (!written.ok) this.#owed.set(key, { text, endsAt });
  }

  /** The end of the last outage, or the store's own last loss: what was written before may be missing. */
  lastLossAt(): number {
    return Math.max(this.#backAt, this.#store.lastLossAt());
  }

  subscribe(channel: string, onText: (text: string) => void) {
    return this.#store.subscribe(channel, onText);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#store.close();
  }

  #missed(error: unknown) {
    if (this.#awaySince !== undefined || this.#isClosed) return;
    this.#awaySince = performance.now();
    outages.add(1);
    log.warn("The shared state is away: sign-in is paused, limits are counted in each process", { error });
    this.#probeUntilBack(this.#awaySince);
  }

  async #probeUntilBack(awaySince: number) {
    while (!(await this.#answers())) {
      await delay(PROBE_EVERY_MS, undefined, { ref: false });
      if (this.#isClosed) return;
    }
    this.#backAt = Date.now();
    this.#awaySince = undefined;
    log.info("The shared state is back", { away_ms: Math.round(performance.now() - awaySince) });
    await this.#payBack();
  }

  /** A write: a Redis that is full, or became a replica, would still answer a ping. */
  async #answers(): Promise<boolean> {
    try {
      await within(this.#store.answersWithinMs, this.#store.write("probe", "", 1_000));
      return true;
    } catch {
      return false; // the first failure was logged
    }
  }

  async #payBack() {
    const owed = [...this.#owed];
    this.#owed.clear();
    for (const [key, { text, endsAt }] of owed) {
      if (endsAt > Date.now()) await this.write(key, text, endsAt);
    }
  }
}
