import { newId } from "@/lib/ids.ts";
import { seedDemo } from "@/lib/onboarding/seed_demo.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { findRecord } from "@/lib/relay/find_record.ts";

type Business = {
  /** Records on a working day. */
  perDay: number;
  types: string[];
};

const BUSINESSES: Record<string, Business> = {
  acme: { perDay: 90, types: ["order.created", "order.paid", "order.shipped", "refund.issued"] },
  globex: { perDay: 35, types: ["reading.taken", "alarm.raised"] },
};
const DAYS = 30;
const DAY_MS = 86_400_000;

/** Sent last: whoever has it has the whole month. */
const LAST_ID = "demo-complete";

/**
 * The demo cast, and a month of its records up to `now`. Records carry their day in their id, so what a killed start
 * left half-done is completed and never doubled.
 * @returns whether anything was new.
 */
export async function seed(now: Date): Promise<boolean> {
  const { isNew, tenants } = await seedDemo({ now });
  const unfurnished = [];
  for (const tenant of tenants) {
    if (!(await findRecord(tenant.id, LAST_ID))) unfurnished.push(tenant);
  }
  for (const { id, slug } of unfurnished) {
    for (let daysAgo = DAYS - 1; daysAgo >= 0; daysAgo--) {
      await seedDay(id, BUSINESSES[slug], new Date(now.getTime() - daysAgo * DAY_MS));
    }
    const last = {
      id: LAST_ID,
      type: BUSINESSES[slug].types[0],
      data: { note: "The demo's month ends here" },
    };
    await acceptRecords(id, { records: [last], now });
  }
  return isNew || unfurnished.length > 0;
}

async function seedDay(tenantId: string, { perDay, types }: Business, day: Date) {
  const isWeekend = day.getUTCDay() % 6 === 0;
  const count = Math.round(perDay * (isWeekend ? 0.35 : 1) * (0.8 + 0.4 * chance(day.getTime() / DAY_MS)));
  const date = day.toISOString().slice(0, 10);
  const records = Array.from({ length: count }, (_, index) => ({
    id: `demo-${date}-${index + 1}`,
    type: types[Math.floor(chance(index + day.getUTCDate()) ** 2 * types.length)],
    occurred_at: new Date(day.getTime() - Math.floor(chance(index) * DAY_MS / 2)).toISOString(),
    data: {
      total_minor: 500 + Math.floor(chance(index * 7 + 1) * 20_000),
      currency: "EUR",
      customer: `c-${index % 40}`,
    },
  }));
  await acceptRecords(tenantId, { records, now: day, call: { requestId: newId(), now: day } });
}

/** The same number from 0 to 1 for the same seed, so that every demo looks alike. */
function chance(seed: number): number {
  const wave = Math.sin(seed * 12.9898 + 4.1) * 43_758.5453;
  return wave - Math.floor(wave);
}
