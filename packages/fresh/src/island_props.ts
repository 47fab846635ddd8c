import { Signal } from "@preact/signals";
import { DevalueError, stringify } from "devalue";
import { isValidElement } from "preact";
import type { RenderState } from "./render_state.ts";

/** Where an island's prop was JSX: the browser finds it in the page by its id. */
export class SlotReference {
  constructor(readonly id: number) {}
}

const nestedJsx = () => {};

// Each key has its counterpart in runtime/client/revive.ts.
const reducers = {
  Slot: (value: unknown) => value instanceof SlotReference && [value.id],
  Signal: (value: unknown) => value instanceof Signal && !isComputed(value) && [value.peek()],
  Computed: (value: unknown) => value instanceof Signal && isComputed(value) && [value.peek()],
  // devalue would send the whole buffer below a view of a part of it.
  Bytes: (value: unknown) => value instanceof Uint8Array && new Uint8Array(value).buffer,
  // A function, so that devalue refuses it and says where it is.
  Jsx: (value: unknown) => isElement(value) && nestedJsx,
};

/** All islands of a page in one text, so that a signal given to two of them stays one signal. */
export function serializeIslandProps({ islandProps }: RenderState): string {
  try {
    return stringify(islandProps.map(({ props }) => props), reducers);
  } catch (error) {
    if (!(error instanceof DevalueError)) throw error;
    const [, index, path] = error.path.match(/^\[(\d+)\]\.?(.*)$/s)!;
    const name = islandProps[Number(index)].island.name;
    const message = `Passing props to island "${name}": "${path}" is ${kindOf(error.value)}, want plain data`;
    throw new Error(message, { cause: error });
  }
}

/** Preact also takes signals and objects without a prototype for elements. */
export function isElement(value: unknown): boolean {
  return isValidElement(value) && Object.hasOwn(value, "constructor");
}

function isComputed(signal: Signal): boolean {
  return Object.getPrototypeOf(signal) !== Signal.prototype;
}

function kindOf(value: unknown): string {
  if (value === nestedJsx) return "JSX inside of data";
  if (typeof value !== "object") return `a ${typeof value}`;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return name === undefined || name === "Object"
    ? "an object with symbols or __proto__ as keys"
    : `an instance of ${name}`;
}
