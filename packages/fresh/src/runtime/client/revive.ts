import { computed, signal } from "@preact/signals";
import { parse } from "devalue";
import { h } from "preact";
import { Slot, type SlotContents } from "./slots.ts";

export type Props = Record<string, unknown>;

/** Reads what `serializeIslandProps` wrote; each key has its counterpart in island_props.ts. */
export function parseIslandProps(state: string, contents: SlotContents = new Map()): Props[] {
  return parse(state, {
    Slot: ([id]: [number]) => h(Slot, { id: String(id), contents }),
    Signal: ([value]: [unknown]) => signal(value),
    Computed: ([value]: [unknown]) => computed(() => value),
    Bytes: (buffer: ArrayBuffer) => new Uint8Array(buffer),
  });
}
