import { Buffer } from "node:buffer";
import { createCipheriv, randomBytes } from "node:crypto";
import {
  bindToKey,
  bindToPurpose,
  CIPHER,
  DATA_KEY_BYTES,
  IV_BYTES,
  TAG_BYTES,
  VERSION,
  wrappingKey,
} from "./envelope.ts";

/**
 * Encrypts a secret for storage. `purpose` says what it is for, such as `signing key`; only `open` with the same
 * purpose reads it, so a sealed value copied into another column stays shut.
 */
export function seal(plaintext: string, purpose: string): string {
  const { id, bytes } = wrappingKey();
  const dataKey = randomBytes(DATA_KEY_BYTES);
  const body = Buffer.concat([
    encrypt(dataKey, bytes, bindToKey(id, purpose)),
    encrypt(Buffer.from(plaintext), dataKey, bindToPurpose(purpose)),
  ]);
  return `${VERSION}.${id}.${body.toString("base64url")}`;
}

function encrypt(plain: Uint8Array, key: Uint8Array, bound: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(bound);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
