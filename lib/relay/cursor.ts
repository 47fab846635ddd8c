import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedSecret } from "@/lib/master_key.ts";

const SEAL_BYTES = 16;

/** A place in a list, sealed for that list: it opens no other tenant's, and none under another filter. */
export function writeCursor(list: string, uuid: string): string {
  const place = Buffer.from(uuid.replaceAll("-", ""), "hex");
  return Buffer.concat([place, sealOf(list, place)]).toString("base64url");
}

/** @returns the UUID of the last row seen; undefined when the text is no cursor of this list. */
export function readCursor(list: string, text: string): string | undefined {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== 16 + SEAL_BYTES) return undefined;
  const place = bytes.subarray(0, 16);
  return timingSafeEqual(bytes.subarray(16), sealOf(list, place)) ? place.toString("hex") : undefined;
}

function sealOf(list: string, place: Uint8Array): Uint8Array {
  return createHmac("sha256", derivedSecret("list cursor")).update(place).update(list).digest().subarray(
    0,
    SEAL_BYTES,
  );
}
