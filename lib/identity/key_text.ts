import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

/** What a key is for: `rh` the API, `rs` a directory that pushes members. */
export type KeyPrefix = "rh" | "rs";

/**
 * A new key: its prefix, `_`, 32 random bytes as 43 digits of base 62 (0-9A-Za-z), and the CRC-32 of all before it as six
 * more. Scanners find it by `\brh_[0-9A-Za-z]{49}\b`, and the checksum tells a real one from a look-alike without asking us.
 */
export function newKeyText(prefix: KeyPrefix): string {
  const secret = inBase62(BigInt(`0x${randomBytes(32).toString("hex")}`), SECRET_LENGTH);
  return `${prefix}_${secret}${checksum(`${prefix}_${secret}`)}`;
}

/** Whether the text can be a key at all; what cannot needs no look at the database. */
export function isKeyText(prefix: KeyPrefix, text: string): boolean {
  if (!text.startsWith(`${prefix}_`) || !/^[0-9A-Za-z]{49}$/.test(text.slice(prefix.length + 1))) {
    return false;
  }
  return checksum(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH);
}

function checksum(text: string): string {
  return inBase62(BigInt(crc32(text)), CHECKSUM_LENGTH);
}

function inBase62(value: bigint, length: number): string {
  let digits = "";
  for (let left = value; left > 0n; left /= 62n) digits = DIGITS[Number(left % 62n)] + digits;
  return digits.padStart(length, "0");
}
