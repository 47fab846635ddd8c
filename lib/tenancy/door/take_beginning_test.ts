import assert from "node:assert/strict";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { central, useMethods } from "@/tests/support/central_method.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { startLogin } from "./start_login.ts";
import { takeBeginning } from "./take_beginning.ts";

useMethods(central);

Deno.test("three hundred logins at once begin at a place, the next one a second later, and none of another place waits", async () => {
  const { acme } = await makeCast();
  const now = new Date();
  const begin = (ip: string, at = now) =>
    startLogin({
      tenant: acme,
      method: central,
      purpose: "sign_in",
      form: {},
      returnPath: "/records",
      binding: newBearerSecret(),
      visitor: { ip },
      now: at,
    });
  const [crowd, other] = ["203.0.113.201", "203.0.113.202"];
  const taken = await Promise.all(Array.from({ length: 300 }, () => takeBeginning({ ip: crowd }, now)));
  assert.ok(taken.every((it) => it.ok));
  const refused = await begin(crowd);
  assert.deepEqual(refused, { ok: false, reason: "begun_too_often", retryAfterSeconds: 1 });
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.login_transactions where tenant_id = $1", [acme.id])
  );
  assert.equal(rows.length, 0, "and leaves no row");
  assert.equal((await begin(other)).ok, true);
  assert.equal((await begin(crowd, new Date(now.getTime() + 1_000))).ok, true);
});
