import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, ada } = await makeCast();

Deno.test("the answer to who forgot the address is the same for everybody, and says no address", async () => {
  const answers = [];
  for (const email of [ada.email, `nobody-${newId()}@nowhere.test`]) {
    const res = await app.ask(baseOrigin, "/houses", { form: { email } });
    const { date: _, "x-request-id": __, "content-security-policy": ___, ...headers } = Object.fromEntries(
      res.headers,
    );
    answers.push([res.status, headers, await res.text()]);
  }
  assert.deepEqual(answers[0], answers[1]);
  assert.equal(answers[0][0], 303);
  const html = await (await app.ask(baseOrigin, "/signin?notice=houses-mailed")).text();
  assert.match(html, /role="status"[^>]*>If somebody lives here with this address/);
  assert.ok(!html.includes(acme.slug));
});

Deno.test("what is no address is said beside the field, which keeps it", async () => {
  const res = await app.ask(baseOrigin, "/houses", { form: { email: "ada@" } });
  assert.equal(res.status, 422);
  const html = await res.text();
  assert.match(html, /value="ada@"/);
  assert.match(html, /id="email-error"/);
});

Deno.test("the page is on the base host, where asking for it by address leads to the question", async () => {
  assert.equal((await app.ask(baseOrigin, "/houses")).headers.get("location"), "/signin");
  for (const form of [undefined, { email: ada.email }]) {
    assert.equal((await app.ask(acme.origin, "/houses", { form })).status, 404);
  }
});
