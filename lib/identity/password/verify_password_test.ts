import assert from "node:assert/strict";
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
