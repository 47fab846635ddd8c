import { Buffer } from "node:buffer";
import { randomInt, timingSafeEqual } from "node:crypto";
import { hashBearerSecret } from "../bearer_secret.ts";

/** Six of them, for a mail. Guesses at one login are counted by the door. */
export function sixDigits(): string {
  return randomInt(1_000_000).toString().padStart(6, "0");
}

/** As a login's notes keep a secret that was mailed. */
export function hashMailed(secret: string): string {
  return Buffer.from(hashBearerSecret(secret)).toString("base64url");
}

/** Spaces do not count; whether there is something to compare with is nobody's to time. */
export function isMailed(typed: string | undefined, hash: string): boolean {
  const plain = typed?.replaceAll(/\s/g, "");
  return plain !== undefined && timingSafeEqual(Buffer.from(hashMailed(plain)), Buffer.from(hash));
}
