import { setTimeout as delay } from "node:timers/promises";
import { Redis, type RedisOptions } from "ioredis";
import { ADVANCE, type Advanced, RETREAT, type Step } from "./bucket.ts";
import { Listeners } from "./listeners.ts";
import type { Store, Unsubscribe } from "./store.ts";

/** Of everything here, so that a Redis may serve others too. */
const PREFIX = "rowhouse:";
const FIRST_CONNECTION_MS = 1_000;
const PING_EVERY_MS = 5_000;

const CONNECTION: RedisOptions = {
  connectTimeout: 1_000,
  // A connection whose other end vanished says nothing: one that owes an answer for so long is replaced.
  socketTimeout: 1_000,
  retryStrategy: (times) => Math.min(50 * times, 500),
};

/** Connects; one that cannot goes on trying behind the store. */
export async function openRedisStore(url: string): Promise<RedisStore> {
  const store = new RedisStore(url);
  await Promise.race([store.ready, delay(FIRST_CONNECTION_MS, undefined, { ref: false })]);
  return store;
}

/** For several processes: a plain Redis by TCP. */
export class RedisStore implements Store {
  readonly answersWithinMs = 250;
  /** The first connection is there. */
  readonly ready: Promise<void>;
  readonly #url: string;
  readonly #commands: Redis;
  readonly #listeners = new Listeners();
  #subscriber: Redis | undefined;
  #pings: ReturnType<typeof setInterval> | undefined;
  #connectedAt = Date.now();
  #fault: Error | undefined;

  constructor(url: string) {
    this.#url = url;
    this.#commands = new Redis(url, {
      ...CONNECTION,
      // Fail at once rather than wait for a connection, and never count one request twice.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 1,
    });
    this.#commands.on("error", (error) => this.#fault = error);
    this.ready = new Promise((resolve) => {
      this.#commands.on("ready", () => {
        this.#connectedAt = Date.now();
        this.#fault = undefined;
        resolve();
      });
    });
  }

  /** A Redis that was restarted in between may be an empty one. */
  lastLossAt(): number {
    return this.#connectedAt;
  }

  async read(key: string): Promise<string | undefined> {
    return await this.#asked(this.#commands.get(PREFIX + key)) ?? undefined;
  }

  async write(key: string, text: string, forMs: number): Promise<void> {
    await this.#asked(this.#commands.set(PREFIX + key, text, "PX", forMs));
  }

  async advance(bucket: string, { interval, burst, now }: Step): Promise<Advanced> {
    const key = `${PREFIX}buckets:${bucket}`;
    const [ok, fullAt] = await this.#asked(
      this.#commands.eval(ADVANCE, 1, key, interval, burst, now) as Promise<[number, string]>,
    );
    return { ok: ok === 1, fullAt: Number(fullAt) };
  }

  async retreat(bucket: string, interval: number): Promise<void> {
    await this.#asked(this.#commands.eval(RETREAT, 1, `${PREFIX}buckets:${bucket}`, interval));
  }

  async publish(channel: string, text: string): Promise<void> {
    await this.#asked(this.#commands.publish(PREFIX + channel, text));
  }

  async subscribe(channel: string, onText: (text: string) => void): Promise<Unsubscribe> {
    this.#listeners.add(channel, onText);
    this.#subscriber ??= this.#openSubscriber();
    const subscriber = this.#subscriber;
    // Waits in the queue of the connection while there is none.
    const subscribed = subscriber.subscribe(PREFIX + channel).catch(isGone);
    await Promise.race([subscribed, delay(this.answersWithinMs, undefined, { ref: false })]);
    return () => {
      if (this.#listeners.remove(channel, onText)) subscriber.unsubscribe(PREFIX + channel).catch(isGone);
    };
  }

  close(): Promise<void> {
    clearInterval(this.#pings);
    this.#commands.disconnect();
    this.#subscriber?.disconnect();
    return Promise.resolve();
  }

  /** A second connection, which subscribes again by itself when it was lost; opened when somebody looks. */
  #openSubscriber(): Redis {
    const subscriber = new Redis(this.#url, { ...CONNECTION, maxRetriesPerRequest: null });
    subscriber.on("error", isGone);
    subscriber.on("message", (name, text) => this.#listeners.deliver(name.slice(PREFIX.length), text));
    this.#pings = setInterval(() => subscriber.ping().catch(isGone), PING_EVERY_MS).unref();
    return subscriber;
  }

  /** "Connection is closed" says less than why it could not be opened. */
  async #asked<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      throw this.#fault ?? error;
    }
  }
}

/** The connection is replaced, and subscribes again; the outage itself is noticed on the other connection. */
function isGone() {}
