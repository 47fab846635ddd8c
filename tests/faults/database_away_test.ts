import assert from "node:assert/strict";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { keyOf } from "@/tests/support/api.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";

const app = await startApp();
const { acme, ada } = await makeCast();
const session = await sessionFor(ada);
const { key } = await keyOf(ada);

Deno.test("without its database the app says so and when to ask again, and recovers by itself", async () => {
  const ask = (path: string) => app.ask(acme.origin, path, { as: session });
  assert.equal((await ask("/dashboard")).status, 200);
  await asSuperuser(async (client) => {
    // Nobody of the application gets in, and whoever is in gets out.
    await client.query("alter role rowhouse_app connection limit 0");
    try {
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rowhouse_app'",
      );
      const page = await ask("/dashboard");
      assert.equal(page.status, 503);
      assert.equal(page.headers.get("retry-after"), "5");
      assert.match(await page.text(), /We are not ready/);
      const headers = { authorization: `Bearer ${key}` };
      const problem = await app.ask(acme.origin, "/api/v1/records", { headers });
      assert.equal(problem.status, 503);
      assert.match(problem.headers.get("content-type") ?? "", /application\/problem\+json/);
      assert.equal((await app.ask(baseOrigin, "/livez")).status, 200);
      const ready = await app.ask(baseOrigin, "/readyz");
      assert.equal(ready.status, 503);
      assert.deepEqual((await ready.json()).checks.database, { ok: false, detail: "does not answer" });
    } finally {
      await client.query("alter role rowhouse_app connection limit -1");
    }
  });
  assert.equal((await ask("/dashboard")).status, 200);
});
