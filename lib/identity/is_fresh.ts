import type { AccessClaims } from "./access_token.ts";
import { FRESH_SECONDS, secondsAfter } from "./lifetimes.ts";

/** Whether the person has shown who they are so lately that a dangerous action need not ask. */
export function isFresh({ authenticatedAt }: Pick<AccessClaims, "authenticatedAt">, now: Date): boolean {
  return now < secondsAfter(authenticatedAt, FRESH_SECONDS);
}
