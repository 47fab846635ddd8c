import type { Signal } from "@preact/signals";
import { createDefine } from "fresh";

export interface State {
  title: string;
  count: Signal<number>;
}

export const define = createDefine<State>();
