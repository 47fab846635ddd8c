import { giveBack } from "@/lib/limits/take.ts";
import { takeShared } from "@/lib/limits/take_shared.ts";
import type { Visitor } from "./visitor.ts";

export type TooMany = { ok: false; reason: "too_many"; retryAfterSeconds: number };
/** Attempts cannot be counted now, and uncounted ones are nobody's to make. */
export type Paused = { ok: false; reason: "paused" };

/** Guesses at one person from one place, and at everybody from one place. Nobody can lock out another's place. */
const PER_PERSON = { name: "sign_in_person", rate: 1, periodSeconds: 30, burst: 10 };
const PER_PLACE = { name: "sign_in_place", rate: 1, periodSeconds: 1, burst: 60 };

type Tried = { where: string; email: string; visitor: Visitor; now: Date };

/** Known and unknown addresses count alike. `where` keeps tenants and the operators' door apart. */
export async function refuseTooManySignIns(tried: Tried): Promise<TooMany | Paused | undefined> {
  // The place first: one that is refused leaves no counter for each address that it makes up.
  const limits = [[PER_PLACE, tried.visitor.ip], [PER_PERSON, personOf(tried)]] as const;
  for (const [limit, subject] of limits) {
    const taken = await takeShared(limit, subject, tried.now);
    if (!taken.ok) return { ok: false, reason: "paused" };
    const { ok, retryAfterSeconds } = taken.value;
    if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  }
}

/** For a try that was let through and then not looked at. */
export async function giveBackSignIn(tried: Tried): Promise<void> {
  await giveBack(PER_PERSON, personOf(tried));
}

function personOf({ where, email, visitor }: Tried): string {
  return `${where} ${email.toLowerCase()} ${visitor.ip}`;
}
