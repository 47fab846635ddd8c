import { apple } from "./methods/apple/method.ts";
import { auth0 } from "./methods/auth0/method.ts";
import { google } from "./methods/google/method.ts";
import { magicLink } from "./methods/magic_link/method.ts";
import { mailCode } from "./methods/mail_code/method.ts";
import { oidc } from "./methods/oidc/method.ts";
import { passkey } from "./methods/passkey/method.ts";
import { password } from "./methods/password/method.ts";
import type { Method } from "./methods/port.ts";
import { privy } from "./methods/privy/method.ts";
import { recoveryCode } from "./methods/recovery_code/method.ts";
import { saml } from "./methods/saml/method.ts";
import { totp } from "./methods/totp/method.ts";

/** Every way of proving who one is, in the order in which pages offer them. A new one is a folder and a line here. */
export const METHODS: Method[] = [
  password,
  magicLink,
  passkey,
  google,
  apple,
  privy,
  oidc,
  saml,
  auth0,
  totp,
  recoveryCode,
  mailCode,
];

/** Undefined where this installation has no such method. */
export function methodOf(kind: string): Method | undefined {
  return METHODS.find((it) => it.kind === kind && (it.isAvailable?.() ?? true));
}

export function availableMethods(): Method[] {
  return METHODS.filter((it) => it.isAvailable?.() ?? true);
}

/** Also of one that this installation has no more. */
export function nameOfMethod(kind: string): string {
  return METHODS.find((it) => it.kind === kind)?.name ?? kind;
}
