import assert from "node:assert/strict";
import { call, keyOf } from "@/tests/support/api.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();

Deno.test("every answer to a key tells what is left of its limits", async () => {
  const { acme, ada } = await makeCast();
  const { key } = await keyOf(ada);
  const first = await call(app, acme.origin, "/usage", { key });
  assert.equal(first.headers.get("ratelimit-policy"), '"key";q=200;w=2, "tenant";q=1000;w=2');
  assert.equal(first.headers.get("ratelimit"), '"key";r=199;t=1, "tenant";r=999;t=1');
  const refused = await call(app, acme.origin, "/records?limit=0", { key });
  assert.equal(refused.status, 400);
  assert.match(refused.headers.get("ratelimit") ?? "", /^"key";r=1\d\d;t=1, "tenant";r=99\d;t=1$/);
});

Deno.test("a key over its limit is told when to come back, and another key of the tenant goes on", async () => {
  const { acme, ada } = await makeCast();
  const [one, other] = [await keyOf(ada), await keyOf(ada)];
  const refused = await untilRefused(() => call(app, acme.origin, "/usage", { key: one.key }));
  assert.match(refused.headers.get("retry-after") ?? "", /^[1-9]\d*$/);
  assert.equal(refused.headers.get("ratelimit"), `"key";r=0;t=${refused.headers.get("retry-after")}`);
  const answer = await refused.json();
  assert.equal(answer.type, "https://iana.org/assignments/http-problem-types#quota-exceeded");
  assert.deepEqual(answer["violated-policies"], ["key"]);
  assert.equal((await call(app, acme.origin, "/usage", { key: other.key })).status, 200);
});

Deno.test("a key with a limit of its own keeps to it, and its headers tell that one", async () => {
  const { acme, ada } = await makeCast();
  const { key } = await keyOf(ada, { perMinute: 3 });
  for (const left of [2, 1, 0]) {
    const res = await call(app, acme.origin, "/usage", { key });
    assert.equal(res.status, 200);
    assert.equal(res.headers.get("ratelimit-policy"), '"key";q=3;w=60, "tenant";q=1000;w=2');
    assert.match(res.headers.get("ratelimit") ?? "", new RegExp(`^"key";r=${left};`));
  }
  const refused = await call(app, acme.origin, "/usage", { key });
  assert.equal(refused.status, 429);
  assert.equal((await refused.json()).detail, "At most 3 calls at once and 3 a minute for this key");
});

async function untilRefused(ask: () => Promise<Response>): Promise<Response> {
  // The limit refills while we ask, so asking goes on until it is faster than that.
  for (;;) {
    const answers = await Promise.all(Array.from({ length: 250 }, ask));
    const refused = answers.find((it) => it.status === 429);
    if (refused) return refused;
  }
}
