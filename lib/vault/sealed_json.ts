import { open, VaultError } from "./open.ts";
import { seal } from "./seal.ts";

/** JSON that travels through somebody else's hands, such as a page, and can be read by us alone. */
export function sealJson(value: unknown, purpose: string): string {
  return seal(JSON.stringify(value), purpose);
}

/** Undefined for what is made up, or was sealed for another purpose. */
export function openJson<T>(sealed: string, purpose: string): T | undefined {
  try {
    return JSON.parse(open(sealed, purpose));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
