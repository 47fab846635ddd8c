import assert from "node:assert/strict";
import { asSuperuser } from "@/tests/support/database.ts";
import { readiness } from "./readiness.ts";

Deno.test("readiness() says that database and walls are there, and that no layer is absent", async () => {
  assert.deepEqual(await readiness(), {
    is_ready: true,
    checks: { database: { ok: true }, walls: { ok: true }, state: { ok: true } },
    absent_layers: [],
  });
});

Deno.test("readiness() names the layer that a managed Postgres does not offer", async () => {
  const signature = "pg_catalog.set_config(text, text, boolean)";
  await asSuperuser((client) => client.query(`grant execute on function ${signature} to public`));
  try {
    const { is_ready, absent_layers } = await readiness();
    assert.equal(is_ready, true);
    assert.match(absent_layers.join(), /set_config is not revoked/);
  } finally {
    await asSuperuser((client) => client.query(`revoke execute on function ${signature} from public`));
  }
});
