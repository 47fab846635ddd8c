import type { FieldErrors } from "@/components/Field.tsx";
import type { AskedField } from "@/lib/identity/methods/port.ts";
import type { Refusal } from "@/lib/tenancy/door/refusal.ts";
import { refusalOf } from "./sign_in_refusal.ts";

/** Beside the field of what was wrong; above the form where it was not even looked at. */
export type Said = { errors: FieldErrors; refusal?: string };

/** What a page says whose field was answered in vain, and with what status. */
export function wrongAnswer(
  asks: AskedField | undefined,
  refusal: Refusal,
): { said: Said; init: { status: number; headers?: Record<string, string> } } {
  const { text, ...init } = refusalOf(refusal);
  const isWrong = init.status === 401 && asks !== undefined;
  return isWrong
    ? { said: { errors: { [asks.name]: wordsOf(refusal.reason) } }, init }
    : { said: { errors: {}, refusal: text }, init };
}

function wordsOf(reason: string): string {
  switch (reason) {
    case "malformed_code":
      return "This cannot be one; look for a typing error";
    case "used_code":
      return "This code was used before. Wait for the next one, half a minute at most";
    default:
      return "This is not right; try again";
  }
}
