import { HOTP, Secret } from "otpauth";
import { TOTP_SETTINGS } from "./secret.ts";

/** Steps back from now whose codes are taken: a person may type for as long as a code stands, and no clock runs ahead. */
const STEPS_BACK = [0, 1];

/**
 * The six digits in what somebody typed: spaces and dashes between them do not matter, nor do full-width digits.
 * Undefined for everything else.
 */
export function readTotpCode(typed: string): string | undefined {
  const code = typed.normalize("NFKC").replace(/[\s-]/g, "");
  return /^\d{6}$/.test(code) ? code : undefined;
}

/** The step of 30 seconds whose code this is, of the current one and the one before; undefined for any other code. */
export function matchingStep(secret: string, code: string, now: Date): number | undefined {
  const current = Math.floor(now.getTime() / 1_000 / TOTP_SETTINGS.period);
  const { algorithm, digits } = TOTP_SETTINGS;
  const hotp = { token: code, secret: Secret.fromBase32(secret), algorithm, digits, window: 0 };
  return STEPS_BACK.map((it) => current - it).find((counter) => HOTP.validate({ ...hotp, counter }) === 0);
}
