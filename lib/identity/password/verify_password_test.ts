import assert from "node:assert/strict";
import { ARGON2 } from "./argon2.ts";
import { LONGEST_QUEUE } from "./password_workers.ts";
import { verifyPassword } from "./verify_password.ts";

const here = { place: "192.0.2.1" };
const PHC =
  "$argon2id$v=19$m=19456,t=2,p=1$DPprECZT7n8IBYlngRnvdg$vBATRW4mWqkeuqeTvfiE3CU7Nmb0J4BXD0uznrAuvsg";

Deno.test("verifyPassword() knows the right password", async () => {
  assert.deepEqual(await verifyPassword("correct-horse-battery-staple", PHC, here), { ok: true });
});

Deno.test("verifyPassword() refuses a wrong password", async () => {
  assert.deepEqual(await verifyPassword("correct-horse-battery-stapl", PHC, here), {
    ok: false,
    reason: "wrong_password",
  });
});

Deno.test("verifyPassword() refuses everything where there is nobody", async () => {
  assert.deepEqual(await verifyPassword("correct-horse-battery-staple", undefined, here), {
    ok: false,
    reason: "wrong_password",
  });
});

Deno.test("verifyPassword() throws at a damaged hash, and works on", async () => {
  await assert.rejects(verifyPassword("any", "not a PHC string", here), /Hashing a password failed/);
  assert.deepEqual(await verifyPassword("correct-horse-battery-staple", PHC, here), { ok: true });
});

Deno.test("verifyPassword() does the same work where there is nobody", async () => {
  const source = Deno.readTextFileSync(new URL("./verify_password.ts", import.meta.url));
  const { memorySize, iterations, parallelism } = ARGON2;
  assert.ok(source.includes(`$argon2id$v=19$m=${memorySize},t=${iterations},p=${parallelism}$`));
  const cheap = PHC.replace(/m=\d+/, "m=8");
  const crowd = Array.from(
    { length: LONGEST_QUEUE + navigator.hardwareConcurrency },
    (_, place) => verifyPassword("x", cheap, { place: String(place) }),
  );
  assert.deepEqual(
    await verifyPassword("x", undefined, here),
    { ok: false, reason: "busy" },
    "it stands in line",
  );
  await Promise.all(crowd);
});
