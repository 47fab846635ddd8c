import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme } = await makeCast();
const check = (query: string) => app.ask(baseOrigin, `/signup/address${query}`);

Deno.test("the field of the address hears whether it is free, taken or unusable", async () => {
  assert.deepEqual(await (await check(`?slug=free-${newId().slice(-12)}`)).json(), {
    is_free: true,
    message: null,
  });
  assert.deepEqual(await (await check(`?slug=${acme.slug}`)).json(), {
    is_free: false,
    message: "This address is taken; choose another",
  });
  assert.deepEqual(await (await check("?slug=admin")).json(), {
    is_free: false,
    message: "This address is reserved; choose another",
  });
  for (const query of ["", "?slug=", "?slug=%00", "?slug=a"]) {
    assert.equal((await (await check(query)).json()).is_free, false, query);
  }
});

Deno.test("a tenant's host does not answer it", async () => {
  assert.equal((await app.ask(acme.origin, "/signup/address?slug=x")).status, 404);
});

Deno.test("who asks very often is told to wait", async () => {
  let res = await check("?slug=x");
  for (let asked = 0; asked < 100 && res.status === 200; asked++) res = await check("?slug=x");
  assert.equal(res.status, 429);
  assert.match(res.headers.get("retry-after") ?? "", /^\d+$/);
  assert.deepEqual(await res.json(), { is_free: null, message: null });
});
