import type { Advanced, Step } from "./bucket.ts";
import type { Answer } from "./guard.ts";
import { openedState, openState } from "./open_state.ts";
import type { Unsubscribe } from "./store.ts";

type Kept = { value: unknown; expiresAt: number };

/**
 * What the web processes share and could lose: small values with an end, the buckets of limits, and messages. Losing
 * any must only cost comfort or time. Values and messages are JSON.
 */
export const state = {
  /** Undefined once it has ended, to the millisecond. */
  async get<Value>(key: string, now = new Date()): Promise<Answer<Value | undefined>> {
    const read = await (await openState()).ask((store) => store.read(`values:${key}`));
    if (!read.ok) return read;
    const kept: Kept | undefined = read.value && JSON.parse(read.value);
    return { ok: true, value: kept && kept.expiresAt > now.getTime() ? kept.value as Value : undefined };
  },

  /** Does not fail: while the state is away it is written later. */
  async set(key: string, value: unknown, expiresAt: Date): Promise<void> {
    const kept: Kept = { value, expiresAt: expiresAt.getTime() };
    await (await openState()).write(`values:${key}`, JSON.stringify(kept), kept.expiresAt);
  },

  /** Since when all that processes have set is here, in epoch milliseconds; before that some may have been lost. */
  async lastLossAt(): Promise<number> {
    return (await openState()).lastLossAt();
  },

  async advance(bucket: string, step: Step): Promise<Answer<Advanced>> {
    return await (await openState()).ask((store) => store.advance(bucket, step));
  },

  /** Takes back one step that was allowed. */
  async retreat(bucket: string, interval: number): Promise<Answer<void>> {
    return await (await openState()).ask((store) => store.retreat(bucket, interval));
  },

  /**
   * To whoever has subscribed in any process, this one too, in the order of this publisher, at most once: what is sent
   * while the state is away is lost, and what a process sends that has opened none, such as a worker. So say "look
   * again", not the news itself.
   */
  async publish(channel: string, message: unknown): Promise<void> {
    await (await openedState())?.ask((store) => store.publish(channel, JSON.stringify(message)));
  },

  /** Resolves when what is published from now on will arrive. A subscription outlives an outage; its messages do not. */
  async subscribe<Message>(channel: string, onMessage: (message: Message) => void): Promise<Unsubscribe> {
    return await (await openState()).subscribe(channel, (text) => onMessage(JSON.parse(text)));
  },
};
