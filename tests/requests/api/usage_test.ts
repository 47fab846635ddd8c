import assert from "node:assert/strict";
import { call, keyOf } from "@/tests/support/api.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();

Deno.test("usage counts each call that was answered from the tenant, and each record once", async () => {
  const { acme, globex, ada, max } = await makeCast();
  const { key } = await keyOf(ada);
  const send = (json: unknown) => call(app, acme.origin, "/records", { method: "POST", key, json });
  await send([{ id: "a", type: "order", data: {} }, { id: "b", type: "order", data: {} }, { type: "?" }]);
  await send({ id: "a", type: "order", data: {} });
  await call(app, acme.origin, "/records", { key });
  await call(app, acme.origin, "/records/a", { key });
  await call(app, acme.origin, "/records/none", { key });
  assert.deepEqual(await used(acme.origin, key), {
    api_calls: 5,
    records_processed: 2,
    storage_bytes: 4,
    active_members: 3,
  });
  const others = await keyOf(max);
  assert.deepEqual(await used(globex.origin, others.key), {
    api_calls: 0,
    records_processed: 0,
    storage_bytes: 0,
    active_members: 1,
  });
});

Deno.test("a call that was refused before it reached the tenant's data costs nothing", async () => {
  const { acme, ada } = await makeCast();
  const { key } = await keyOf(ada);
  await call(app, acme.origin, "/records", {
    method: "POST",
    key,
    body: "{",
    headers: { "content-type": "application/json" },
  });
  await call(app, acme.origin, "/records?limit=0", { key });
  await call(app, acme.origin, "/records");
  assert.equal((await used(acme.origin, key)).api_calls, 0);
});

Deno.test("usage shows what the trial grants", async () => {
  const { acme, ada } = await makeCast();
  const { key } = await keyOf(ada);
  const { from, to, meters } = await (await call(app, acme.origin, "/usage", { key })).json();
  assert.match(from, /^\d{4}-\d\d-01T00:00:00\.000Z$/);
  assert.match(to, /^\d{4}-\d\d-01T00:00:00\.000Z$/);
  for (const { meter, limit } of meters) assert.ok(limit === null || limit > 0, meter);
});

async function used(origin: string, key: string): Promise<Record<string, number>> {
  const { meters } = await (await call(app, origin, "/usage", { key })).json();
  return Object.fromEntries(meters.map((it: { meter: string; used: number }) => [it.meter, it.used]));
}
