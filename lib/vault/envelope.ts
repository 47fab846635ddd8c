import { createHash } from "node:crypto";
import { Buffer } from "node:buffer";
import { derivedSecret } from "@/lib/master_key.ts";

/**
 * A sealed text is `v1.<keyId>.<base64url>`. The last part is two AES-256-GCM messages: a data key made for this text
 * alone, wrapped by the key that `keyId` names, and the text under that data key. Both authenticate the purpose. A
 * new master key rewraps 32 bytes and leaves the rest as it is.
 */
export const VERSION = "v1";
export const CIPHER = "aes-256-gcm";
export const IV_BYTES = 12;
export const TAG_BYTES = 16;
export const DATA_KEY_BYTES = 32;
export const WRAPPED_BYTES = IV_BYTES + DATA_KEY_BYTES + TAG_BYTES;

/** A key that wraps data keys; its id tells which one sealed a text and gives nothing away. */
export type WrappingKey = { id: string; bytes: Uint8Array };

export function wrappingKey(): WrappingKey {
  const bytes = derivedSecret("vault");
  return {
    id: createHash("sha256").update("vault key id").update(bytes).digest("base64url").slice(0, 10),
    bytes,
  };
}

/** What the wrapped data key authenticates besides itself. */
export function bindToKey(keyId: string, purpose: string): Buffer {
  return Buffer.from(`${VERSION}.${keyId}.${purpose}`);
}

/** What the text authenticates: not the wrapping key, which a rotation replaces. */
export function bindToPurpose(purpose: string): Buffer {
  return Buffer.from(`${VERSION}.${purpose}`);
}
