import pg from "pg";

/** What a piece of work asked of the database: the statements of each round trip, in the order the trips began. */
export type RoundTrips = string[][];

/** Asked twice a second on behalf of all requests together. */
const SHARED = "gate.tenants_changed_since";

type Answered = (...answer: unknown[]) => void;

/**
 * Watches the connections of this process while `work` runs. What leaves on one of them before the answer to the
 * statement before is on the same trip.
 */
export async function roundTripsOf(work: () => Promise<unknown>): Promise<RoundTrips> {
  const trips: RoundTrips = [];
  const underWay = new Map<pg.Client, { trip: string[]; unanswered: number }>();
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const text = textOf(args[0]);
    if (text.includes(SHARED)) return original.apply(this, args);
    const current = underWay.get(this) ?? { trip: [], unanswered: 0 };
    if (current.unanswered++ === 0) trips.push(current.trip);
    current.trip.push(text);
    underWay.set(this, current);
    return withAnswer(original.bind(this), args, () => {
      if (--current.unanswered === 0) underWay.delete(this);
    });
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

function textOf(query: unknown): string {
  return typeof query === "string" ? query : (query as { text: string }).text;
}

/** The driver takes a callback or gives a promise; `onAnswer` runs before whoever waits for either. */
function withAnswer(query: (...args: unknown[]) => unknown, args: unknown[], onAnswer: () => void): unknown {
  const callback = args.at(-1);
  if (typeof callback === "function") {
    const answered: Answered = (...answer) => {
      onAnswer();
      callback(...answer);
    };
    return query(...args.slice(0, -1), answered);
  }
  const result = query(...args) as Promise<unknown>;
  result.then(onAnswer, onAnswer);
  return result;
}
