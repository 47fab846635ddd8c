import assert from "node:assert/strict";
import { formatQuantity } from "@/components/format.ts";
import { COUNTED } from "@/lib/metering/usage_so_far.ts";
import { TRIAL_DAYS, TRIAL_LIMITS } from "@/lib/onboarding/trial.ts";
import { METERS } from "@/lib/usage/meters.ts";
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
    const { label, unit } = METERS[meter];
    assert.match(
      html,
      new RegExp(`${label}</dt><dd[^>]*>${formatQuantity(TRIAL_LIMITS[meter], unit)}`),
      meter,
    );
  }
  assert.match(html, /Not for sale yet/);
  assert.doesNotMatch(html, /[$€£]\s?\d|\d\s?(?:€|EUR|USD)/);
});

Deno.test("the landing page leads to the pricing page, which a tenant's host does not have", async () => {
  assert.match(await (await app.ask(baseOrigin, "/")).text(), /href="\/pricing"/);
  assert.equal((await app.ask(acme.origin, "/pricing")).status, 404);
});
