import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedSecret } from "@/lib/master_key.ts";

const SEAL_BYTES = 16;

/** Names a list: what it is called, such as `records`, then its tenant and its filter. */
export type List = unknown[];

/** A row's place in a list, sealed for that list: it opens no other tenant's, and none under another filter. */
export function writeCursor(list: List, place: string): string {
  return Buffer.concat([sealOf(list, place), Buffer.from(place)]).toString("base64url");
}

/** @returns the place; undefined when the text is no cursor of this list. */
export function readCursor(list: List, text: string): string | undefined {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length < SEAL_BYTES) return undefined;
  const place = bytes.subarray(SEAL_BYTES).toString();
  return timingSafeEqual(bytes.subarray(0, SEAL_BYTES), sealOf(list, place)) ? place : undefined;
}

function sealOf(list: List, place: string): Uint8Array {
  return createHmac("sha256", derivedSecret("list cursor")).update(JSON.stringify([list, place])).digest()
    .subarray(0, SEAL_BYTES);
}
