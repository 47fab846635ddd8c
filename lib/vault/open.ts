import { Buffer } from "node:buffer";
import { createDecipheriv } from "node:crypto";
import {
  bindToKey,
  bindToPurpose,
  CIPHER,
  IV_BYTES,
  TAG_BYTES,
  VERSION,
  WRAPPED_BYTES,
  wrappingKey,
} from "./envelope.ts";

const SEALED = new RegExp(`^${VERSION}\\.([\\w-]{10})\\.([\\w-]+)$`);

/** A sealed text that does not open. `reason` tells a lost master key from a damaged or misused value. */
export class VaultError extends Error {
  override name = "VaultError";
  constructor(readonly reason: "malformed" | "foreign_key" | "not_authentic", message: string) {
    super(message);
  }
}

/** @throws {VaultError} when the text is not ours, was sealed under another master key, for another purpose, or altered. */
export function open(sealed: string, purpose: string): string {
  const [, keyId, body] = SEALED.exec(sealed) ?? [];
  const bytes = Buffer.from(body ?? "", "base64url");
  if (bytes.length < WRAPPED_BYTES + IV_BYTES + TAG_BYTES) {
    throw new VaultError("malformed", `Opening a secret for "${purpose}": it is not a sealed text`);
  }
  const key = wrappingKey();
  if (keyId !== key.id) {
    throw new VaultError(
      "foreign_key",
      `Opening a secret for "${purpose}": it was sealed with key "${keyId}" and MASTER_KEY gives "${key.id}"`,
    );
  }
  try {
    const dataKey = decrypt(bytes.subarray(0, WRAPPED_BYTES), key.bytes, bindToKey(keyId, purpose));
    return decrypt(bytes.subarray(WRAPPED_BYTES), dataKey, bindToPurpose(purpose)).toString();
  } catch {
    // What the cipher says about a failed tag helps nobody but an attacker.
    throw new VaultError(
      "not_authentic",
      `Opening a secret for "${purpose}": altered, or sealed for another purpose`,
    );
  }
}

function decrypt(message: Buffer, key: Uint8Array, bound: Buffer): Buffer {
  const decipher = createDecipheriv(CIPHER, key, message.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(bound).setAuthTag(message.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(message.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
}
