/** Runs in the browser while developing, so that an edited island keeps the state in its signals. @module */
import "@prefresh/core";
import { Signal } from "@preact/signals";
import { options } from "preact";

// In Preact's published builds: a component's hooks, the value of one and what it depends on.
type Memo = { __: unknown; __H?: unknown[] };
type Hooks = {
  __h?: (component: { __H?: { __: (Memo | undefined)[] } }, index: number, type: number) => void;
};

// Prefresh makes every memo start again, and `useSignal` is one, whose value is state.
const hooks = options as Hooks;
const before = hooks.__h;
hooks.__h = (component, index, type) => {
  const memo = component.__H?.__[index];
  const isState = memo?.__ && Object.getPrototypeOf(memo.__) === Signal.prototype;
  if (isState) memo.__H ??= [];
  before?.(component, index, type);
};
