import { join } from "node:path";
import { log } from "@/lib/log.ts";
import type { Advanced, Step } from "./bucket.ts";
import { Buckets } from "./buckets.ts";
import { Listeners } from "./listeners.ts";
import type { Store, Unsubscribe } from "./store.ts";

/** Another process has the state of this data folder, so this one would answer from its own. */
export class StateHeldError extends Error {
  override name = "StateHeldError";
}

/** Until `endsAt` in epoch milliseconds, or longer. */
type Text = { text: string; endsAt: number };

const REMEMBERED_BUCKETS = 100_000;
const SAVE_AFTER_MS = 1_000;
/** Of one write to the file, which takes 1,000 changes and 80 kB of keys. */
const BATCH = 500;

/** @throws {StateHeldError} */
export async function openKvStore(dataDir: string): Promise<KvStore> {
  await Deno.mkdir(dataDir, { recursive: true });
  // The store itself lets a second process in, and answers one of the two with "database is locked" some day.
  const lock = await Deno.open(join(dataDir, "state.lock"), { create: true, write: true });
  if (!(await lock.tryLock(true))) {
    lock.close();
    throw new StateHeldError(
      `Opening the shared state: another process holds "${join(dataDir, "state.kv")}"; ` +
        "one web process runs on one DATA_DIR, several need a REDIS_URL",
    );
  }
  const store = new KvStore(await Deno.openKv(join(dataDir, "state.kv")), lock);
  await store.load();
  return store;
}

/** For one process: what it shares with itself is in memory, and in a file for the next one. */
export class KvStore implements Store {
  /** A local file hangs only with its machine. */
  readonly answersWithinMs = 5_000;
  readonly #kv: Deno.Kv;
  readonly #lock: Disposable;
  readonly #listeners = new Listeners();
  readonly #buckets = new Buckets(REMEMBERED_BUCKETS);
  readonly #texts = new Map<string, Text>();
  #unsaved = new Map<string, number>();
  #saving: ReturnType<typeof setTimeout> | undefined;

  constructor(kv: Deno.Kv, lock: Disposable) {
    this.#kv = kv;
    this.#lock = lock;
  }

  /** Takes in what an earlier process left. */
  async load(): Promise<void> {
    for await (const { key, value } of this.#kv.list<Text>({ prefix: ["texts"] })) {
      this.#texts.set(String(key[1]), value);
    }
    for await (const { key, value } of this.#kv.list<number>({ prefix: ["buckets"] })) {
      this.#buckets.keep(String(key[1]), value);
    }
  }

  lastLossAt(): number {
    return -Infinity;
  }

  read(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#texts.get(key)?.text);
  }

  async write(key: string, text: string, forMs: number): Promise<void> {
    const kept = { text, endsAt: Date.now() + forMs };
    this.#forgetEnded();
    this.#texts.set(key, kept);
    await this.#kv.set(["texts", key], kept, { expireIn: forMs });
  }

  /** Saved a second later: a write for each request would cap a hot tenant at some hundred a second. */
  advance(bucket: string, step: Step): Promise<Advanced> {
    const advanced = this.#buckets.advance(bucket, step);
    if (advanced.ok) this.#saveSoon(bucket, advanced.fullAt);
    return Promise.resolve(advanced);
  }

  retreat(bucket: string, interval: number): Promise<void> {
    const fullAt = this.#buckets.retreat(bucket, interval);
    if (fullAt !== undefined) this.#saveSoon(bucket, fullAt);
    return Promise.resolve();
  }

  publish(channel: string, text: string): Promise<void> {
    this.#listeners.deliver(channel, text);
    return Promise.resolve();
  }

  subscribe(channel: string, onText: (text: string) => void): Promise<Unsubscribe> {
    this.#listeners.add(channel, onText);
    return Promise.resolve(() => void this.#listeners.remove(channel, onText));
  }

  async close(): Promise<void> {
    clearTimeout(this.#saving);
    await this.#saveOrSay();
    this.#kv.close();
    this.#lock[Symbol.dispose]();
  }

  #forgetEnded() {
    for (const [key, { endsAt }] of this.#texts) if (endsAt < Date.now()) this.#texts.delete(key);
  }

  #saveSoon(bucket: string, fullAt: number) {
    this.#unsaved.set(bucket, fullAt);
    // A process that has nothing else to do does not wait for this.
    this.#saving ??= setTimeout(() => this.#saveOrSay(), SAVE_AFTER_MS).unref();
  }

  async #saveOrSay() {
    try {
      await this.#save();
    } catch (error) {
      log.warn("The buckets of limits could not be saved; a restart would fill them", { error });
    }
  }

  async #save() {
    this.#saving = undefined;
    const changed = [...this.#unsaved];
    this.#unsaved = new Map();
    for (let start = 0; start < changed.length; start += BATCH) {
      const atomic = this.#kv.atomic();
      for (const [bucket, fullAt] of changed.slice(start, start + BATCH)) {
        // Past that time it says nothing; a bucket that is full is like one never seen.
        const expireIn = Math.max(1, Math.ceil(fullAt / 1_000) - Date.now());
        atomic.set(["buckets", bucket], fullAt, { expireIn });
      }
      await atomic.commit();
    }
  }
}
