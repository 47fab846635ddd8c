import assert from "node:assert/strict";
import { formatQuantity } from "@/components/format.ts";
import { newId } from "@/lib/ids.ts";
import { COUNTED, usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { TRIAL_DAYS, TRIAL_LIMITS } from "@/lib/onboarding/trial.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { EVENT_METERS, METERS } from "@/lib/usage/meters.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme } = await makeCast();

Deno.test("the pricing page says what the trial includes, and has no price", async () => {
  const res = await app.ask(baseOrigin, "/pricing");
  assert.equal(res.status, 200);
  const html = await res.text();
  assert.ok(html.includes(`${TRIAL_DAYS} days`));
  for (const meter of COUNTED) {
    const { label, unit, means } = METERS[meter];
    const amount = formatQuantity(TRIAL_LIMITS[meter], unit);
    assert.match(html, new RegExp(`${label}</dt><dd[^>]*>${amount}[^<]*</dd><dd[^>]*>${means}`), meter);
  }
  assert.match(html, /Not for sale yet/);
  assert.doesNotMatch(html, /[$€£]\s?\d|\d\s?(?:€|EUR|USD)/);
});

Deno.test("what the pricing page says of a lost answer is what is counted", async () => {
  const html = await (await app.ask(baseOrigin, "/pricing")).text();
  const said = (label: string) => Number(new RegExp(`>${label}</dt><dd[^>]*>(\\d+)<`).exec(html)![1]);
  const [known, all] = [records(10), records(1_000)];
  const now = new Date();
  await acceptRecords(acme.id, { records: known, now });
  const before = await used();
  for (const requestId of [newId(), newId()]) {
    await acceptRecords(acme.id, { records: all, now, call: { requestId, now } });
  }
  const after = await used();
  for (const meter of EVENT_METERS) {
    assert.equal(after[meter] - before[meter], said(METERS[meter].label), meter);
  }
});

function records(count: number) {
  return Array.from({ length: count }, (_, index) => ({ id: `order-${index}`, type: "order", data: {} }));
}

async function used(): Promise<Record<string, number>> {
  const { meters } = await usageSoFar(acme.id, { now: new Date() });
  return Object.fromEntries(meters.map((it) => [it.meter, it.used]));
}

Deno.test("the landing page leads to the pricing page, which a tenant's host does not have", async () => {
  assert.match(await (await app.ask(baseOrigin, "/")).text(), /href="\/pricing"/);
  assert.equal((await app.ask(acme.origin, "/pricing")).status, 404);
});
