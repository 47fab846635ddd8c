import type { Advanced, Step } from "./bucket.ts";

/**
 * What Deno KV, Redis and Upstash each do in their own way; what is alike for all is in `state.ts` and `guard.ts`.
 * Whatever one of them throws means that it cannot be used now.
 */
export type Store = {
  /** An answer that takes longer is none. */
  readonly answersWithinMs: number;
  /** When it last may have lost what was written, in epoch milliseconds, as far as this process can see. */
  lastLossAt(): number;
  read(key: string): Promise<string | undefined>;
  /** Kept for `forMs` or longer. */
  write(key: string, text: string, forMs: number): Promise<void>;
  /** Atomic among all processes. */
  advance(bucket: string, step: Step): Promise<Advanced>;
  /** Takes back one step that was allowed, as atomic as that. */
  retreat(bucket: string, interval: number): Promise<void>;
  publish(channel: string, text: string): Promise<void>;
  /**
   * Resolves when what is published from now on will arrive; while the store is away soon, and messages arrive once it
   * is back. Never rejects.
   */
  subscribe(channel: string, onText: (text: string) => void): Promise<Unsubscribe>;
  close(): Promise<void>;
};

export type Unsubscribe = () => void;
