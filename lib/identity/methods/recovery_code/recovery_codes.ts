import { createHash, randomBytes } from "node:crypto";

export const RECOVERY_CODES = 10;
/** From here on a person is told that few are left. */
export const FEW_RECOVERY_CODES = 3;

/** Crockford's base 32: without the letters that look like digits. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
const CODE_LENGTH = 24;

/** Ten codes such as `0h3k-9xqa-…`, of 120 random bits each: nobody guesses one, so a plain hash of it is what we keep. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, newCode);
}

/** The code in what somebody typed, whatever stands between its characters; undefined where none can be. */
export function readRecoveryCode(typed: string): string | undefined {
  const code = typed.normalize("NFKC").toLowerCase().replace(/[\s-]/g, "")
    .replaceAll("o", "0").replaceAll(/[il]/g, "1");
  return code.length === CODE_LENGTH && [...code].every((it) => DIGITS.includes(it))
    ? grouped(code)
    : undefined;
}

export function hashRecoveryCode(code: string): Uint8Array {
  return createHash("sha256").update(code).digest();
}

function newCode(): string {
  return grouped([...randomBytes(CODE_LENGTH)].map((it) => DIGITS[it % DIGITS.length]).join(""));
}

function grouped(code: string): string {
  return code.match(/.{4}/g)!.join("-");
}
