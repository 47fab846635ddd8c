/** What happens at the demo's tenants: made up, and the same for the same day. Nothing here writes. */

export type DemoRecord = { id: string; type: string; occurred_at: string; data: Record<string, unknown> };

export type Business = {
  /** Records of a working day now; a quarter ago there were `grownFrom` of them, as a share. */
  perDay: number;
  grownFrom: number;
  /** Share of a working day, Sunday first. */
  week: number[];
  /** Of the API for each record: some send several at once, some only ask. */
  callsPerRecord: number;
  /** The nth record of a day such as `261127`. */
  recordOf(date: string, nth: number): Omit<DemoRecord, "occurred_at">;
};

/** Five records in a row tell of two orders; now and then one comes back. */
const STORY = [[0, "created"], [1, "created"], [0, "paid"], [0, "shipped"], [1, "paid"]] as const;
const COMES_BACK_EVERY = 8;
const CARRIERS = ["DHL", "Hermes", "GLS"];

const acme: Business = {
  perDay: 230,
  grownFrom: 0.5,
  week: [0.32, 0.97, 1, 1.04, 1.08, 0.95, 0.45],
  callsPerRecord: 1.4,
  recordOf(date, nth) {
    const [part, [of, step]] = [Math.floor(nth / STORY.length), STORY[nth % STORY.length]];
    const stage = step === "shipped" && part % COMES_BACK_EVERY === 0 ? "refunded" : step;
    const number = 1_001 + part * 2 + of;
    const order = `A-${date}-${number}`;
    return {
      id: `${order}.${stage}`,
      type: `order.${stage}`,
      data: { order, ...detailOf(stage, date, number) },
    };
  },
};

const SENSORS = 12;

const globex: Business = {
  perDay: 40,
  grownFrom: 0.8,
  week: [0.92, 1, 1, 1.02, 1, 1, 0.94],
  callsPerRecord: 0.5,
  recordOf(date, nth) {
    const sensor = `hall-${1 + nth % SENSORS}`;
    const celsius = Number((19 + chance(date, nth, 1) * 6).toFixed(1));
    const isAlarm = celsius > 24.6;
    const data = { sensor, celsius, ...(isAlarm ? { above: 24.6 } : { battery_percent: 60 + nth % 40 }) };
    return { id: `${sensor}.${date}.${nth}`, type: isAlarm ? "alarm.raised" : "reading.taken", data };
  },
};

export const BUSINESSES: Record<string, Business> = { acme, globex };

export const QUARTER_DAYS = 91;
const DAY_MS = 86_400_000;

/** From six in the morning to nine in the evening, UTC, something comes in; most of it in the middle of the day. */
const OPEN_FROM_HOUR = 6;
const OPEN_HOURS = 15;

/** What comes in together, and when. */
export type Delivery = { at: Date; records: DemoRecord[] };
export type DemoDay = {
  deliveries: Delivery[];
  /** Of the API, beyond the deliveries; `name` tells those of one moment apart. */
  calls: { at: Date; name: string }[];
};

/**
 * One day of the quarter that ends with `now`; of today, what has happened already.
 * @param daysAgo the last two days come in small deliveries, as they would; older ones in few large ones.
 */
export function dayOf(business: Business, { daysAgo, now }: { daysAgo: number; now: Date }): DemoDay {
  const midnight = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - daysAgo * DAY_MS);
  const date = midnight.toISOString().slice(2, 10).replaceAll("-", "");
  const count = countOf(business, { midnight, date, daysAgo });
  const momentOf = (share: number) =>
    new Date(midnight.getTime() + (OPEN_FROM_HOUR + middled(share) * OPEN_HOURS) * 3_600_000);
  const size = Math.ceil(count / (daysAgo < 2 ? 50 : 3));
  const deliveries = Array.from({ length: Math.ceil(count / size) }, (_, delivery) => {
    const first = delivery * size;
    const records = Array.from({ length: Math.min(size, count - first) }, (_, index) => ({
      ...business.recordOf(date, first + index),
      occurred_at: momentOf((first + index) / count).toISOString(),
    }));
    return { at: momentOf((first + records.length) / count), records };
  });
  const calls = Array.from(
    { length: Math.round(count * business.callsPerRecord) },
    (_, nth) => ({ at: momentOf(chance(date, nth, 3)), name: String(nth) }),
  );
  return {
    deliveries: deliveries.filter(({ at }) => at <= now),
    calls: calls.filter(({ at }) => at <= now),
  };
}

function countOf(
  { perDay, grownFrom, week }: Business,
  { midnight, date, daysAgo }: { midnight: Date; date: string; daysAgo: number },
): number {
  const growth = 1 - (1 - grownFrom) * (daysAgo / QUARTER_DAYS);
  const weather = 0.9 + 0.2 * chance(date, 0, 4);
  return Math.round(perDay * growth * week[midnight.getUTCDay()] * weather);
}

function detailOf(stage: string, date: string, number: number): Record<string, unknown> {
  const total = { total_minor: 500 + Math.floor(chance(date, number, 1) ** 2 * 24_000), currency: "EUR" };
  switch (stage) {
    case "created":
      return {
        ...total,
        customer: `c-${1 + Math.floor(chance(date, number, 2) * 400)}`,
        items: 1 + number % 4,
      };
    case "paid":
      return { ...total, method: number % 3 === 0 ? "sepa" : "card" };
    case "shipped":
      return { carrier: CARRIERS[number % CARRIERS.length], parcels: 1 + number % 2 };
    default:
      return { ...total, reason: number % 4 === 1 ? "damaged" : "changed their mind" };
  }
}

/** Shares of a day, drawn to its middle. */
function middled(share: number): number {
  const centred = 2 * share - 1;
  return (1 + Math.sign(centred) * Math.abs(centred) ** 1.4) / 2;
}

/** The same number from 0 to 1 for the same day, place and matter. */
function chance(date: string, nth: number, matter: number): number {
  const wave = Math.sin(Number(date) * 0.618 + nth * 12.9898 + matter * 78.233) * 43_758.5453;
  return wave - Math.floor(wave);
}
