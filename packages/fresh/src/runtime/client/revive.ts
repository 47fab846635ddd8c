import { computed, signal } from "@preact/signals";
import { parse } from "devalue";
import { h } from "preact";
import { Slot } from "./slots.ts";

/** Each key has its counterpart in island_props.ts. */
const revivers = {
  Slot: ([id]: [number]) => h(Slot, { id }),
  Signal: ([value]: [unknown]) => signal(value),
  Computed: ([value]: [unknown]) => computed(() => value),
  Bytes: (buffer: ArrayBuffer) => new Uint8Array(buffer),
};

export function parseIslandProps(state: string): Record<string, unknown>[] {
  return parse(state, revivers);
}
