import { createHash } from "node:crypto";
import type { Answer } from "@/lib/state/guard.ts";
import { state } from "@/lib/state/state.ts";
import { type Limit, stepOf, type Verdict, verdictOf } from "./gcra.ts";

/** The same as `take()` for what nobody may do uncounted: it says so when the shared state is away. */
export async function takeShared(limit: Limit, subject: string, now: Date): Promise<Answer<Verdict>> {
  const step = stepOf(limit, now);
  const advanced = await state.advance(bucketOf(limit, subject), step);
  return advanced.ok ? { ok: true, value: verdictOf(advanced.value, step) } : advanced;
}

/** As a digest: a subject may be as long as somebody likes to type, and may be an address. */
export function bucketOf({ name }: Limit, subject: string): string {
  return createHash("sha256").update(`${name}\0${subject}`).digest("base64url").slice(0, 22);
}
