import { createHash } from "node:crypto";
import type { Limit } from "@/lib/limits/gcra.ts";
import { giveBack } from "@/lib/limits/take.ts";
import { takeShared } from "@/lib/limits/take_shared.ts";
import { state } from "@/lib/state/state.ts";

/** Whom wrong answers are counted against, each by itself. */
export type Subject = "person" | "place" | "house";

/** What comes of too many, for whoever is not on a device that the person came with before. */
export type Consequence = "step_up" | "mail_first" | "block";

type Pressure = Limit & {
  of: Subject;
  /** Counts people, not answers: one that was wrong before counts no more. */
  countsPeople?: true;
  then: Consequence;
  /** How long the consequence lasts. */
  lastsSeconds: number;
};

const TEN_MINUTES = 600;
const HOUR = 3_600;
const DAY = 86_400;

/**
 * Each of them in a short and a long window. Nothing here keeps a person out: on a device of theirs, or with a mail,
 * they come in whatever somebody else has tried (docs/decisions/027).
 */
const PERSON_HOUR: Pressure = {
  ...wrong("person_hour", 20, HOUR),
  of: "person",
  then: "step_up",
  lastsSeconds: HOUR,
};
const PRESSURES: readonly Pressure[] = [
  PERSON_HOUR,
  { ...wrong("person_day", 100, DAY), of: "person", then: "mail_first", lastsSeconds: DAY },
  {
    ...wrong("people_soon", 20, TEN_MINUTES),
    of: "place",
    countsPeople: true,
    then: "step_up",
    lastsSeconds: HOUR,
  },
  { ...wrong("people_day", 100, DAY), of: "place", countsPeople: true, then: "block", lastsSeconds: DAY },
  { ...wrong("place_day", 500, DAY), of: "place", then: "block", lastsSeconds: HOUR },
  { ...wrong("house_soon", 200, TEN_MINUTES), of: "house", then: "step_up", lastsSeconds: TEN_MINUTES },
  { ...wrong("house_day", 5_000, DAY), of: "house", then: "step_up", lastsSeconds: HOUR },
];

export type Subjects = Record<Subject, string>;
export type Felt = { subject: Subject; then: Consequence };

/** Counts one wrong answer. @returns what it was too many for, each told once as long as it lasts. */
export async function feelWrongAnswer(
  subjects: Subjects,
  { isFirstOfPerson, now }: { isFirstOfPerson: boolean; now: Date },
): Promise<Felt[]> {
  const felt = await Promise.all(
    PRESSURES.filter((it) => isFirstOfPerson || !it.countsPeople).map(async (pressure) => {
      const taken = await takeShared(pressure, subjects[pressure.of], now);
      return taken.ok && !taken.value.ok && await begin(pressure, subjects, now) ? pressure : undefined;
    }),
  );
  return felt.filter((it) => it !== undefined).map(({ of, then }) => ({ subject: of, then }));
}

/** What lies on these subjects now; all of it where the shared state cannot be asked. */
export async function pressureOn(subjects: Subjects, now: Date): Promise<Felt[]> {
  const felt = await Promise.all(PRESSURES.map(async (pressure) => {
    const lasting = await state.get<true>(keyOf(pressure, subjects), now);
    return !lasting.ok || lasting.value ? pressure : undefined;
  }));
  return felt.filter((it) => it !== undefined).map(({ of, then }) => ({ subject: of, then }));
}

/** About how many wrong answers of the last hour were for this person. */
export async function wrongAnswersFor(subjects: Subjects, now: Date): Promise<number> {
  const taken = await takeShared(PERSON_HOUR, subjects.person, now);
  if (!taken.ok || !taken.value.ok) return PERSON_HOUR.burst;
  await giveBack(PERSON_HOUR, subjects.person);
  return PERSON_HOUR.burst - 1 - taken.value.remaining;
}

/** False where it lasts already. */
async function begin(pressure: Pressure, subjects: Subjects, now: Date): Promise<boolean> {
  const key = keyOf(pressure, subjects);
  const lasting = await state.get<true>(key, now);
  await state.set(key, true, new Date(now.getTime() + pressure.lastsSeconds * 1_000));
  return lasting.ok && !lasting.value;
}

function keyOf({ name, of }: Pressure, subjects: Subjects): string {
  return `pressure:${
    createHash("sha256").update(`${name}\0${subjects[of]}`).digest("base64url").slice(0, 22)
  }`;
}

function wrong(name: string, burst: number, periodSeconds: number): Limit {
  return { name: `wrong_answers_${name}`, rate: burst, periodSeconds, burst };
}
