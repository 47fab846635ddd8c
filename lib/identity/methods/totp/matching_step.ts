import { HOTP, Secret } from "otpauth";
import { TOTP_SETTINGS } from "./secret.ts";

/** Steps back from now whose codes are taken: no clock runs ahead, */
const NOW_ALONE = [0];
/** and a person may type for as long as a code stands. */
const NOW_AND_BEFORE = [0, 1];

/**
 * The six digits in what somebody typed: spaces and dashes between them do not matter, nor do full-width digits.
 * Undefined for everything else.
 */
export function readTotpCode(typed: string): string | undefined {
  const code = typed.normalize("NFKC").replace(/[\s-]/g, "");
  return /^\d{6}$/.test(code) ? code : undefined;
}

/** The step of 30 seconds whose code this is: the current one, or a late one before it; undefined for any other code. */
export function matchingStep(
  secret: string,
  code: string,
  { now, takesLate }: { now: Date; takesLate: boolean },
): number | undefined {
  const current = Math.floor(now.getTime() / 1_000 / TOTP_SETTINGS.period);
  const { algorithm, digits } = TOTP_SETTINGS;
  const hotp = { token: code, secret: Secret.fromBase32(secret), algorithm, digits, window: 0 };
  const steps = (takesLate ? NOW_AND_BEFORE : NOW_ALONE).map((it) => current - it);
  return steps.find((counter) => HOTP.validate({ ...hotp, counter }) === 0);
}
