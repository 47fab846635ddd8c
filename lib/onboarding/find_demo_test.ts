import assert from "node:assert/strict";
import { makeCast } from "@/tests/support/cast.ts";
import { findDemo } from "./find_demo.ts";
import { DEMO_PEOPLE, seedDemo } from "./seed_demo.ts";

Deno.test("findDemo() finds the demo's tenants where the demo was seeded, and no other Acme", async () => {
  const { acme } = await makeCast();
  const { tenants } = await seedDemo({ now: new Date(), openedAt: new Date() });
  const found = await findDemo({ seedsDemo: true, isLocal: true });
  assert.deepEqual(found.map((it) => it.tenantId), tenants.map((it) => it.id));
  assert.deepEqual(found.map((it) => it.company), DEMO_PEOPLE.map((it) => it.company));
  assert.ok(!found.some((it) => it.tenantId === acme.id));
});

Deno.test("findDemo() finds nobody behind https, nor where the demo is switched off", async () => {
  await seedDemo({ now: new Date(), openedAt: new Date() });
  for (const [seedsDemo, isLocal] of [[true, false], [false, true], [false, false]]) {
    assert.deepEqual(await findDemo({ seedsDemo, isLocal }), []);
  }
});
