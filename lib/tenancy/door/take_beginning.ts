import type { Visitor } from "@/lib/identity/visitor.ts";
import { take } from "@/lib/limits/take.ts";

/** Wide enough for a large office in the morning: each leaves a row, and may make us ask a provider that does not answer. */
const PER_PLACE = { name: "login_begin_place", rate: 5, periodSeconds: 1, burst: 300 };

type BegunTooOften = { ok: false; reason: "begun_too_often"; retryAfterSeconds: number };

/** Counts a login that begins here and goes on at another host, where nothing was shown yet. */
export async function takeBeginning({ ip }: Visitor, now: Date): Promise<{ ok: true } | BegunTooOften> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, ip, now);
  return ok ? { ok } : { ok, reason: "begun_too_often", retryAfterSeconds };
}
