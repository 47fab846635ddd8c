import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { checkAddress } from "./check_address.ts";

const now = new Date();
const check = (text: string, ip = newId()) => checkAddress(text, { visitor: { ip }, now });

Deno.test("checkAddress() tells a free address from a taken one, as it would be stored", async () => {
  const { acme } = await makeCast();
  const free = `free-${newId().slice(-12)}`;
  assert.deepEqual(await check(` ${free.toUpperCase()} `), { ok: true, slug: free });
  assert.deepEqual(await check(acme.slug.toUpperCase()), { ok: false, reason: "taken", slug: acme.slug });
});

Deno.test("checkAddress() says what is wrong with one that could never be", async () => {
  const message = "This address is reserved; choose another";
  assert.deepEqual(await check("admin"), { ok: false, reason: "unusable", message });
  assert.equal((await check("a\0b")).ok, false);
});

Deno.test("checkAddress() refuses a place that asks for very many", async () => {
  const place = newId();
  for (let asked = 0; asked < 60; asked++) await check("x", place);
  assert.deepEqual(await check("x", place), { ok: false, reason: "too_many", retryAfterSeconds: 1 });
});
