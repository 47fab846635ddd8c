import { takeShared } from "@/lib/limits/take_shared.ts";
import type { Visitor } from "./visitor.ts";

export type TooMany = { ok: false; reason: "too_many"; retryAfterSeconds: number };
/** Attempts cannot be counted now, and uncounted ones are nobody's to make. */
export type Paused = { ok: false; reason: "paused" };

/** Guesses at one person from one place, and at everybody from one place. Nobody can lock out another's place. */
const PER_PERSON = { name: "sign_in_person", rate: 1, periodSeconds: 30, burst: 10 };
const PER_PLACE = { name: "sign_in_place", rate: 1, periodSeconds: 1, burst: 60 };

/** Known and unknown addresses count alike. `where` keeps tenants and the operators' door apart. */
export async function refuseTooManySignIns(
  { where, email, visitor, now }: { where: string; email: string; visitor: Visitor; now: Date },
): Promise<TooMany | Paused | undefined> {
  const [place, person] = await Promise.all([
    takeShared(PER_PLACE, visitor.ip, now),
    takeShared(PER_PERSON, `${where} ${email.toLowerCase()} ${visitor.ip}`, now),
  ]);
  if (!place.ok || !person.ok) return { ok: false, reason: "paused" };
  const taken = [place.value, person.value];
  const retryAfterSeconds = Math.max(...taken.map((it) => it.retryAfterSeconds));
  return taken.every((it) => it.ok) ? undefined : { ok: false, reason: "too_many", retryAfterSeconds };
}
