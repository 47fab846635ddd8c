import pg from "pg";
import type { Together } from "@/lib/db/send_together.ts";

/** What a piece of work asked of the database: the statements of each round trip, in the order the trips began. */
export type RoundTrips = string[][];

/** Asked once or twice a second on behalf of all requests together. */
const SHARED = ["gate.tenants_changed_since", "gate.signing_keys"];

type Answered = (...answer: unknown[]) => void;

/**
 * Watches the connections of this process while `work` runs. What leaves on one of them before the first answer of a
 * trip is on that trip; what leaves after it has waited, and is on the next.
 */
export async function roundTripsOf(work: () => Promise<unknown>): Promise<RoundTrips> {
  const trips: RoundTrips = [];
  const underWay = new Map<pg.Client, { statements: string[]; isAnswered: boolean }>();
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const texts = textsOf(args[0]);
    if (texts.some((it) => SHARED.some((name) => it.includes(name)))) return original.apply(this, args);
    let trip = underWay.get(this);
    if (!trip || trip.isAnswered) {
      trip = { statements: [], isAnswered: false };
      underWay.set(this, trip);
      trips.push(trip.statements);
    }
    trip.statements.push(...texts);
    return withAnswer(original.bind(this), args, () => trip.isAnswered = true);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
  return trips;
}

/** Such as `4 + 5`: the statements of each trip. */
export function inShort(trips: RoundTrips): string {
  return trips.length === 0 ? "none" : trips.map((it) => it.length).join(" + ");
}

function textsOf(query: unknown): string[] {
  if (typeof query === "string") return [query];
  return isTogether(query) ? query.statements.map((it) => it.text) : [(query as { text: string }).text];
}

/** The driver takes a callback or gives a promise; `onAnswer` runs before whoever waits for either. */
function withAnswer(
  query: (...args: unknown[]) => unknown,
  args: unknown[],
  onAnswer: () => unknown,
): unknown {
  const callback = args.at(-1);
  if (typeof callback === "function") {
    const answered: Answered = (...answer) => {
      onAnswer();
      callback(...answer);
    };
    return query(...args.slice(0, -1), answered);
  }
  const result = query(...args);
  const answer = isTogether(result) ? result.answer : result as Promise<unknown>;
  answer.then(onAnswer, onAnswer);
  return result;
}

/** By its looks: the built app has a class of its own. */
function isTogether(query: unknown): query is Together {
  return "answer" in Object(query);
}
