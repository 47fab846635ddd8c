import type { Method } from "./methods/port.ts";
import { magicLink } from "./methods/magic_link/method.ts";
import { password } from "./methods/password/method.ts";

/** Every way of proving who one is, in the order in which pages offer them. A new one is a folder and a line here. */
export const METHODS: Method[] = [
  password,
  magicLink,
];

/** Undefined where this installation has no such method. */
export function methodOf(kind: string): Method | undefined {
  return METHODS.find((it) => it.kind === kind && (it.isAvailable?.() ?? true));
}

export function availableMethods(): Method[] {
  return METHODS.filter((it) => it.isAvailable?.() ?? true);
}
