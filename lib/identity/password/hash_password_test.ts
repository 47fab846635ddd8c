import assert from "node:assert/strict";
import { hashPassword } from "./hash_password.ts";
import { verifyPassword } from "./verify_password.ts";

Deno.test("hashPassword() makes an argon2id PHC string of 19 MiB and two passes", async () => {
  const hashed = await hashPassword("correct-horse-battery-staple");
  assert(hashed.ok);
  assert.match(hashed.phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
});

Deno.test("hashPassword() salts: one password has two hashes, and both fit", async () => {
  const [one, two] = await Promise.all([hashPassword("same old song"), hashPassword("same old song")]);
  assert(one.ok && two.ok);
  assert.notEqual(one.phc, two.phc);
  assert.deepEqual(await verifyPassword("same old song", one.phc), { ok: true });
  assert.deepEqual(await verifyPassword("same old song", two.phc), { ok: true });
});

Deno.test("hashPassword() takes every code point as it is", async () => {
  const password = "  Größe 密码 👩‍💻 ".padEnd(256, "x");
  const hashed = await hashPassword(password);
  assert(hashed.ok);
  assert.deepEqual(await verifyPassword(password, hashed.phc), { ok: true });
  assert.deepEqual(await verifyPassword(password.trim(), hashed.phc), {
    ok: false,
    reason: "wrong_password",
  });
  assert.deepEqual(await verifyPassword(password.normalize("NFD"), hashed.phc), {
    ok: false,
    reason: "wrong_password",
  });
});

Deno.test("hashPassword() is busy when too many wait, and works on afterwards", async () => {
  const waiting = 30 * Math.max(1, navigator.hardwareConcurrency - 1);
  const asked = Array.from(
    { length: waiting + navigator.hardwareConcurrency + 5 },
    () => verifyPassword("x", CHEAP),
  );
  assert.deepEqual(await asked.at(-1), { ok: false, reason: "busy" });
  const results = await Promise.all(asked);
  assert.equal(results.filter((it) => !it.ok && it.reason === "wrong_password").length > waiting - 1, true);
  assert.deepEqual((await hashPassword("free again")).ok, true);
});

/** Argon2id of 8 KiB, so that a full queue empties at once. */
const CHEAP = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
