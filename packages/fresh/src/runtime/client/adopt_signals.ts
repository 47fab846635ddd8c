import type { Signal } from "@preact/signals";
import type { IslandEntry, Props } from "./revive.ts";

let latest = new Map<string, Props>();
const served = new WeakMap<Signal, unknown>();

/**
 * Replaces the signals of new props by those that the same islands already have, also where others share them,
 * so that all islands of the page go on together. What has changed on the server since the last time counts.
 */
export function adoptSignals(entries: IslandEntry[], replaced: string[]): void {
  const known = latest;
  latest = new Map([...known].filter(([place]) => !replaced.includes(place.split("/", 1)[0])));
  const adopted = new Map<unknown, Signal>();
  const counts: Record<string, number> = {};
  for (const [place, props] of entries) {
    const numbered = `${place}:${counts[place] = (counts[place] ?? 0) + 1}`;
    for (const [name, fresh] of Object.entries(props)) {
      if (!isSignal(fresh) || adopted.has(fresh)) continue;
      const old = place && known.get(numbered)?.[name];
      const kept = isSignal(old) ? old : fresh;
      if (kept !== fresh && served.get(kept) !== fresh.peek()) kept.value = fresh.peek();
      served.set(kept, fresh.peek());
      adopted.set(fresh, kept);
    }
    latest.set(numbered, props);
  }
  for (const [, props] of entries) {
    for (const name in props) props[name] = adopted.get(props[name]) ?? props[name];
  }
}

/** One that can be written, unlike a computed. By its shape, because pages without islands need no signals. */
function isSignal(value: unknown): value is Signal {
  const prototype = value instanceof Object && "peek" in value && Object.getPrototypeOf(value);
  return Boolean(prototype && Object.getOwnPropertyDescriptor(prototype, "value")?.set);
}
