import { metrics } from "@opentelemetry/api";
import { log } from "@/lib/log.ts";

const PREFIX = "limits";
/** Of one write to the store, which takes 1,000 changes and 80 kB of keys. */
const BATCH = 500;
const SAVE_AFTER_MS = 1_000;

type Options = {
  open: () => Promise<Deno.Kv>;
  /** How many subjects are remembered; past it, the one longest unused is forgotten. */
  capacity: number;
};

const failures = metrics.getMeter("rowhouse").createCounter("rowhouse.limits.state_failures", {
  description: "Times the counters of limits could not be loaded or saved",
});

/**
 * The `fullAt` of each subject, in memory. What changed is saved a second later: a write for each request would cap a
 * hot tenant at some hundred a second. Without its store it counts on and says so.
 */
export class Counters {
  readonly #options: Options;
  readonly #kept = new Map<string, number>();
  #unsaved = new Map<string, number>();
  #saving: ReturnType<typeof setTimeout> | undefined;
  #loaded: Promise<void> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** Resolves once what an earlier process saved is here, or cannot be had. */
  ready(): Promise<void> {
    return this.#loaded ??= this.#trying("load", () => this.#load());
  }

  /** To ask is to use: who is refused again and again is not forgotten. */
  get(subject: string): number | undefined {
    const fullAt = this.#kept.get(subject);
    if (fullAt !== undefined) this.#keep(subject, fullAt);
    return fullAt;
  }

  set(subject: string, fullAt: number) {
    this.#keep(subject, fullAt);
    this.#unsaved.set(subject, fullAt);
    // A process that has nothing else to do does not wait for this.
    this.#saving ??= setTimeout(() => this.save(), SAVE_AFTER_MS).unref();
  }

  /** Writes what changed since the last time. */
  save(): Promise<void> {
    clearTimeout(this.#saving);
    this.#saving = undefined;
    const changed = [...this.#unsaved];
    this.#unsaved = new Map();
    return this.#trying("save", () => this.#write(changed));
  }

  async #load() {
    const kv = await this.#options.open();
    for await (const { key, value } of kv.list<number>({ prefix: [PREFIX] })) {
      this.#keep(String(key[1]), value);
    }
  }

  async #write(changed: [string, number][]) {
    if (changed.length === 0) return;
    const kv = await this.#options.open();
    for (let start = 0; start < changed.length; start += BATCH) {
      const atomic = kv.atomic();
      for (const [subject, fullAt] of changed.slice(start, start + BATCH)) {
        // Past that time it says nothing; a bucket that is full is like one never seen.
        atomic.set([PREFIX, subject], fullAt, {
          expireIn: Math.max(1, Math.ceil(fullAt / 1_000) - Date.now()),
        });
      }
      await atomic.commit();
    }
  }

  #keep(subject: string, fullAt: number) {
    this.#kept.delete(subject); // to the end of the order
    this.#kept.set(subject, fullAt);
    if (this.#kept.size <= this.#options.capacity) return;
    const [longestUnused] = this.#kept.keys();
    this.#kept.delete(longestUnused);
  }

  async #trying(what: string, work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      failures.add(1, { what });
      log.warn("The counters of limits are in this process alone", { what, error });
    }
  }
}
