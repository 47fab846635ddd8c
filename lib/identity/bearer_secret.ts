import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as 43 characters: worthless to guess, so a plain SHA-256 of it is what we keep. */
export function newBearerSecret(): string {
  return randomBytes(32).toString("base64url");
}

export function hashBearerSecret(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}

export function isBearerSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}
