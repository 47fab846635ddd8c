import type { Recognition } from "../verified_identity.ts";
import { apple } from "./apple/method.ts";
import { auth0 } from "./auth0/method.ts";
import { google } from "./google/method.ts";
import { magicLink } from "./magic_link/method.ts";
import { mailCode } from "./mail_code/method.ts";
import { oidc } from "./oidc/method.ts";
import { passkey } from "./passkey/method.ts";
import { password } from "./password/method.ts";
import type { Method, MethodKind } from "./port.ts";
import { privy } from "./privy/method.ts";
import { recoveryCode } from "./recovery_code/method.ts";
import { saml } from "./saml/method.ts";
import { totp } from "./totp/method.ts";

/** Every way of proving who one is, in the order in which pages offer them. A new one is a folder here and a line below. */
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
export function methodOf(kind: MethodKind): Method | undefined {
  return availableMethods().find((it) => it.kind === kind);
}

export function availableMethods(): Method[] {
  return METHODS.filter((it) => it.isAvailable?.() ?? true);
}

/** By what a session remembers; the first, where several leave the same word. Also of one that is not available now. */
export function methodShownAs(recognition: Recognition): Method | undefined {
  return METHODS.find((it) => it.recognition === recognition);
}

/** Also of one that this installation has no more. */
export function nameOfMethod(kind: MethodKind): string {
  return knownMethod(kind)?.name ?? kind;
}

/** Also one that is not available now. */
export function knownMethod(kind: MethodKind): Method | undefined {
  return METHODS.find((it) => it.kind === kind);
}
