import assert from "node:assert/strict";
import { getPriority } from "node:os";
import { hashPassword } from "./hash_password.ts";
import { LONGEST_QUEUE, MOST_WAITING_OF_ONE_PLACE } from "./password_workers.ts";
import { verifyPassword } from "./verify_password.ts";

const here = { place: "192.0.2.1" };
const WORKERS = Math.max(1, navigator.hardwareConcurrency - 1);

Deno.test("hashPassword() makes an argon2id PHC string of 19 MiB and two passes", async () => {
  const hashed = await hashPassword("correct-horse-battery-staple", here);
  assert(hashed.ok);
  assert.match(hashed.phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
});

Deno.test("hashPassword() salts: one password has two hashes, and both fit", async () => {
  const [one, two] = await Promise.all([
    hashPassword("same old song", here),
    hashPassword("same old song", here),
  ]);
  assert(one.ok && two.ok);
  assert.notEqual(one.phc, two.phc);
  assert.deepEqual(await verifyPassword("same old song", one.phc, here), { ok: true });
  assert.deepEqual(await verifyPassword("same old song", two.phc, here), { ok: true });
});

Deno.test("hashPassword() takes every code point as it is", async () => {
  const password = "  Größe 密码 👩‍💻 ".padEnd(256, "x");
  const hashed = await hashPassword(password, here);
  assert(hashed.ok);
  assert.deepEqual(await verifyPassword(password, hashed.phc, here), { ok: true });
  assert.deepEqual(await verifyPassword(password.trim(), hashed.phc, here), {
    ok: false,
    reason: "wrong_password",
  });
  assert.deepEqual(await verifyPassword(password.normalize("NFD"), hashed.phc, here), {
    ok: false,
    reason: "wrong_password",
  });
});

Deno.test("hashPassword() is busy when too many wait, and works on afterwards", async () => {
  const waiting = LONGEST_QUEUE;
  const asked = Array.from(
    { length: waiting + navigator.hardwareConcurrency + 5 },
    (_, place) => verifyPassword("x", CHEAP, { place: String(place) }),
  );
  assert.deepEqual(await asked.at(-1), { ok: false, reason: "busy" });
  const results = await Promise.all(asked);
  assert.equal(results.filter((it) => !it.ok && it.reason === "wrong_password").length > waiting - 1, true);
  assert.deepEqual((await hashPassword("free again", here)).ok, true);
});

Deno.test("hashPassword() lets some of one place wait, and is busy to the next", async () => {
  const running = Array.from(
    { length: WORKERS },
    (_, place) => verifyPassword("x", CHEAP, { place: `${place}` }),
  );
  const asked = Array.from(
    { length: MOST_WAITING_OF_ONE_PLACE + 1 },
    () => verifyPassword("x", CHEAP, here),
  );
  const other = verifyPassword("x", CHEAP, { place: "another" });
  const reasons = (await Promise.all(asked)).map((it) => !it.ok && it.reason);
  assert.deepEqual(reasons.filter((it) => it === "busy"), ["busy"]);
  assert.equal(reasons.at(-1), "busy");
  assert.deepEqual(await other, { ok: false, reason: "wrong_password" });
  await Promise.all(running);
});

Deno.test("hashPassword() serves places in turn, so a newcomer waits for one task of each", async () => {
  const places = 10 * WORKERS;
  let served = 0;
  const crowd = Array.from({ length: WORKERS + 2 * places }, async (_, n) => {
    await verifyPassword("x", CHEAP, { place: String(n % places) });
    served++;
  });
  await verifyPassword("x", CHEAP, { place: "newcomer" });
  assert.ok(served < 1.5 * places, `${served} of ${crowd.length} came first`);
  await Promise.all(crowd);
});

/** Argon2id of 8 KiB, so that a full queue empties at once. */
const CHEAP = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

Deno.test({
  name: "passwords are hashed by a thread that stands behind all others",
  ignore: Deno.build.os !== "linux",
  async fn() {
    assert((await hashPassword("somebody's", here)).ok);
    const threads = [...Deno.readDirSync("/proc/self/task")].map(({ name }) => Number(name));
    const behind = threads.filter((it) => getPriority(it) > getPriority());
    assert.ok(
      behind.length >= 1 && behind.length <= WORKERS,
      `${behind.length} of ${threads.length} threads`,
    );
  },
});
