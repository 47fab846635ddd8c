import { Redis } from "@upstash/redis";
import { ADVANCE, type Advanced, RETREAT, type Step } from "./bucket.ts";
import { Listeners } from "./listeners.ts";
import type { Store, Unsubscribe } from "./store.ts";
import { followChannel, type Following } from "./follow_channel.ts";

export type UpstashLogin = { url: string; token: string };

/** Of everything here, so that a Redis may serve others too. */
const PREFIX = "rowhouse:";

/** For several processes that reach Redis by HTTPS alone. Calls made together travel as one pipeline. */
export class UpstashStore implements Store {
  /** The first call pays for TLS. */
  readonly answersWithinMs = 1_000;
  readonly #openedAt = Date.now();
  readonly #login: UpstashLogin;
  readonly #redis: Redis;
  readonly #listeners = new Listeners();
  readonly #following = new Map<string, Following>();

  constructor(login: UpstashLogin) {
    this.#login = login;
    this.#redis = new Redis({
      ...login,
      automaticDeserialization: false,
      enableTelemetry: false,
      retry: false,
      signal: () => AbortSignal.timeout(this.answersWithinMs),
    });
  }

  /** What others could not write before this process began is not known here. */
  lastLossAt(): number {
    return this.#openedAt;
  }

  async read(key: string): Promise<string | undefined> {
    return await this.#redis.get<string>(PREFIX + key) ?? undefined;
  }

  async write(key: string, text: string, forMs: number): Promise<void> {
    await this.#redis.set(PREFIX + key, text, { px: forMs });
  }

  async advance(bucket: string, { interval, burst, now }: Step): Promise<Advanced> {
    const key = `${PREFIX}buckets:${bucket}`;
    const [ok, fullAt] = await this.#redis.eval<number[], [number, string]>(
      ADVANCE,
      [key],
      [interval, burst, now],
    );
    return { ok: ok === 1, fullAt: Number(fullAt) };
  }

  async retreat(bucket: string, interval: number): Promise<void> {
    await this.#redis.eval<number[], null>(RETREAT, [`${PREFIX}buckets:${bucket}`], [interval]);
  }

  async publish(channel: string, text: string): Promise<void> {
    await this.#redis.publish(PREFIX + channel, text);
  }

  async subscribe(channel: string, onText: (text: string) => void): Promise<Unsubscribe> {
    this.#listeners.add(channel, onText);
    let following = this.#following.get(channel);
    if (!following) {
      const deliver = (text: string) => this.#listeners.deliver(channel, text);
      following = followChannel(this.#login, { channel: PREFIX + channel, onText: deliver });
      this.#following.set(channel, following);
    }
    await following.begun;
    return () => {
      if (this.#listeners.remove(channel, onText)) this.#stop(channel);
    };
  }

  close(): Promise<void> {
    for (const channel of [...this.#following.keys()]) this.#stop(channel);
    return Promise.resolve();
  }

  #stop(channel: string) {
    this.#following.get(channel)?.stop();
    this.#following.delete(channel);
  }
}
