import { openState } from "./open_state.ts";

type Kept = { value: unknown; expiresAt: number };

/** Small values with an end, shared by the web processes. Losing one must only cost comfort or time. */
export const state = {
  /** Undefined once it has ended, to the millisecond. */
  async get<Value>(key: string[], now = new Date()): Promise<Value | undefined> {
    const { value: kept } = await (await openState()).get<Kept>(key);
    // The store removes what has ended only at some later time.
    return kept && kept.expiresAt > now.getTime() ? kept.value as Value : undefined;
  },

  async set(key: string[], value: unknown, expiresAt: Date): Promise<void> {
    const kept: Kept = { value, expiresAt: expiresAt.getTime() };
    await (await openState()).set(key, kept, { expireIn: Math.max(1, kept.expiresAt - Date.now()) });
  },
};
