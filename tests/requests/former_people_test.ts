import assert from "node:assert/strict";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeOperator } from "@/tests/support/operators.ts";

const app = await startApp();

Deno.test("who is no member any more is sent to sign in, with the session that was theirs", async () => {
  const { acme, ben } = await makeCast();
  const session = await sessionFor(ben);
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: session })).status, 200);
  await asSuperuser((client) =>
    client.query("delete from pooled.members where tenant_id = $1 and id = $2", [acme.id, ben.id])
  );
  for (const path of ["/dashboard", "/records", "/api-keys"]) {
    const res = await app.ask(acme.origin, path, { as: session });
    assert.equal(res.status, 303, path);
    assert.equal(res.headers.get("location"), `/signin?next=${encodeURIComponent(path)}`);
  }
  const door = await app.ask(acme.origin, "/signin", { as: session });
  assert.equal(door.status, 200, "the door does not send back inside");
});

Deno.test("who is no operator any more gets 404, with the session that was theirs", async () => {
  const { session, userId } = await makeOperator();
  assert.equal((await app.ask(baseOrigin, "/admin", { as: session })).status, 200);
  await asSuperuser((client) => client.query("delete from platform.operators where user_id = $1", [userId]));
  const res = await app.ask(baseOrigin, "/admin", { as: session });
  assert.equal(res.status, 404);
  assert.doesNotMatch(await res.text(), /Sam|Operator/);
});
