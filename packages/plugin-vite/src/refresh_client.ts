/** Runs in the browser while developing: replaces components of islands by their edited versions. @module */
import "@prefresh/core";
import { Signal } from "@preact/signals";
import { options } from "preact";
export { flush } from "@prefresh/utils";

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

type Component = (props: unknown) => unknown;
type Prefresh = {
  register(type: Component, id: string): void;
  sign(type: Component, key: string, reset?: boolean, hooks?: () => unknown[], status?: "begin"): void;
};

/** The functions that the compiler calls: one names a component, the other says which hooks it uses. */
export function refreshing(file: string) {
  const { register, sign } = (globalThis as unknown as { __PREFRESH__: Prefresh }).__PREFRESH__;
  return {
    $RefreshReg$: (type: Component, name: string) => register(type, `${file} ${name}`),
    $RefreshSig$: () => (type?: Component, key?: string, reset?: boolean, hooks?: () => unknown[]) => {
      if (type && key !== undefined) sign(type, key, reset, hooks, "begin");
      return type;
    },
  };
}
