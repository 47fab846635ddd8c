import type { Limit } from "@/lib/limits/gcra.ts";
import { giveBack } from "@/lib/limits/take.ts";
import { takeShared } from "@/lib/limits/take_shared.ts";
import type { Visitor } from "../visitor.ts";
import { feelWrongAnswer, type Felt, pressureOn, type Subjects, wrongAnswersFor } from "./pressure.ts";

/** Somebody who is about to be asked for a password or a code. */
export type Try = {
  /** The tenant's id, or the operators' door: what is tried at one counts nothing at another. */
  where: string;
  /** As it was typed; known and unknown ones count alike. */
  email: string;
  visitor: Visitor;
  /** The secret of a browser that this person has come in with before; undefined on any other. */
  ownDevice?: string;
  now: Date;
};

export type TooMany = { ok: false; reason: "too_many"; retryAfterSeconds: number };
/** Attempts cannot be counted now, and uncounted ones are nobody's to make. */
export type Paused = { ok: false; reason: "paused" };
/** So many wrong ones from everywhere that a password alone, from a device not known, is not even looked at. */
export type MailFirst = { ok: false; reason: "mail_first" };

export type Counted =
  | {
    ok: true;
    /** To wait before the answer, whatever it is. */
    delayMs: number;
    /** Of this person, from this place, in a day. */
    isFirst: boolean;
  }
  | TooMany
  | Paused;

/** What lies on a try of somebody on a device that is not known. */
export type Weighed =
  | {
    ok: true;
    /** Whether a right answer is not enough this time. */
    asksForMore: boolean;
    isSpraying: boolean;
  }
  | TooMany
  | MailFirst;

/**
 * Guesses at one person from one place, soon and over a day; and all tries from one place. A device of the person is a
 * place of its own, so that nobody behind the same address uses up what is there for it.
 */
const PAIR_SOON: Limit = { name: "sign_in_person", rate: 1, periodSeconds: 30, burst: 10 };
const PAIR_DAY: Limit = { name: "sign_in_person_day", rate: 50, periodSeconds: 86_400, burst: 50 };
const PLACE: Limit = { name: "sign_in_place", rate: 1, periodSeconds: 1, burst: 60 };

/** The first tries cost nobody time; from then on each costs twice the last one. */
const FREE_TRIES = 3;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;

/** Counts the try, as one that will fail: `noteRight()` takes that back, `noteWrong()` counts it further. */
export async function countTry(tried: Try): Promise<Counted> {
  const { now } = tried;
  const pair = pairOf(tried);
  // The place first: one that is refused leaves no counter for each address that it makes up.
  const place = await takeShared(PLACE, tried.ownDevice ?? tried.visitor.ip, now);
  if (!place.ok) return { ok: false, reason: "paused" };
  if (!place.value.ok) return tooMany(place.value.retryAfterSeconds);
  const day = await takeShared(PAIR_DAY, pair, now);
  if (!day.ok) return { ok: false, reason: "paused" };
  if (!day.value.ok) return tooMany(day.value.retryAfterSeconds);
  const soon = await takeShared(PAIR_SOON, pair, now);
  if (!soon.ok) return { ok: false, reason: "paused" };
  if (!soon.value.ok) return tooMany(soon.value.retryAfterSeconds);
  return {
    ok: true,
    delayMs: delayAfter(PAIR_SOON.burst - 1 - soon.value.remaining),
    isFirst: day.value.remaining === PAIR_DAY.burst - 1,
  };
}

/** For who comes on a device that is not known. On a known one nothing lies on a try: nobody else can bring it about. */
export async function weighTry(tried: Try): Promise<Weighed> {
  const felt = await pressureOn(subjectsOf(tried), tried.now);
  const isFelt = (then: Felt["then"]) => felt.some((it) => it.then === then);
  if (isFelt("block")) return tooMany(PLACE_REST_SECONDS);
  if (isFelt("mail_first")) return { ok: false, reason: "mail_first" };
  return {
    ok: true,
    asksForMore: isFelt("step_up"),
    isSpraying: felt.some(({ subject }) => subject === "place"),
  };
}

const PLACE_REST_SECONDS = 3_600;

/** @returns what the wrong answer was too many for, each told once. */
export async function noteWrong(tried: Try, { isFirst }: { isFirst: boolean }): Promise<Felt[]> {
  return await feelWrongAnswer(subjectsOf(tried), { isFirstOfPerson: isFirst, now: tried.now });
}

/** Takes back what `countTry()` counted: the answer was right, or nobody looked at it. */
export async function noteRight(tried: Try): Promise<void> {
  const pair = pairOf(tried);
  await Promise.all([giveBack(PAIR_SOON, pair), giveBack(PAIR_DAY, pair)]);
}

/** How many wrong answers for this person there were in about the last hour, from anywhere. */
export async function countWrongBefore(tried: Try): Promise<number> {
  return await wrongAnswersFor(subjectsOf(tried), tried.now);
}

function delayAfter(tries: number): number {
  if (tries < FREE_TRIES) return 0;
  return Math.min(FIRST_DELAY_MS * 2 ** (tries - FREE_TRIES), LONGEST_DELAY_MS);
}

function subjectsOf({ where, email, visitor }: Try): Subjects {
  return { person: `${where} ${email.toLowerCase()}`, place: visitor.ip, house: where };
}

function pairOf({ where, email, visitor, ownDevice }: Try): string {
  return `${where} ${email.toLowerCase()} ${ownDevice ?? visitor.ip}`;
}

function tooMany(retryAfterSeconds: number): TooMany {
  return { ok: false, reason: "too_many", retryAfterSeconds };
}
