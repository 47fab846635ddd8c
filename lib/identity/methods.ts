import type { Method, MethodKind } from "./methods/port.ts";
import { SAML } from "./methods/saml/method.ts";

/** Every way of proving who one is, in the order in which pages offer them. A new one is a folder and a line here. */
export const METHODS: Method[] = [SAML];

/** Undefined where this installation has no such method. */
export function methodOf(kind: string): Method | undefined {
  return METHODS.find((it) => it.kind === kind && (it.isAvailable?.() ?? true));
}

export function isMethodKind(text: string): text is MethodKind {
  return METHODS.some((it) => it.kind === text);
}
