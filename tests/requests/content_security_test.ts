import assert from "node:assert/strict";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, ada } = await makeCast();
const session = await sessionFor(ada);

for (
  const [origin, path] of [
    [baseOrigin, "/"],
    [baseOrigin, "/signup"],
    [baseOrigin, "/admin/signin"],
    [acme.origin, "/signin"],
    [acme.origin, "/dashboard"],
    [acme.origin, "/api-keys"],
    [acme.origin, "/docs/api"],
    [baseOrigin, "/docs/quickstart"],
  ]
) {
  const host = origin === baseOrigin ? "the base host" : "a tenant's host";
  Deno.test(`${path} on ${host} runs only scripts with this answer's own nonce`, async () => {
    const [first, second] = [await look(origin, path), await look(origin, path)];
    assert.equal(first.status, 200);
    assert.match(first.nonce, /^[\w+/=-]{16,}$/);
    assert.notEqual(first.nonce, second.nonce);
    for (const [script] of first.html.matchAll(/<script[^>]*>/g)) {
      assert(script.includes(`nonce="${first.nonce}"`), script);
    }
  });
}

Deno.test("an error page runs no script at all", async () => {
  for (const origin of [baseOrigin, acme.origin]) {
    const res = await app.ask(origin, "/nothing-here", { as: session });
    assert.equal(res.status, 404);
    const policy = res.headers.get("content-security-policy") ?? "";
    assert.match(policy, /^default-src 'none'/);
    assert.doesNotMatch(policy, /script-src/);
    assert.doesNotMatch(await res.text(), /<script/);
  }
});

async function look(origin: string, path: string) {
  const as = origin === baseOrigin || path === "/signin" ? undefined : session;
  const res = await app.ask(origin, path, { as });
  const policy = res.headers.get("content-security-policy") ?? "";
  const nonce = policy.match(/; script-src 'self' 'nonce-([^']+)';/)?.[1] ?? policy;
  return { status: res.status, nonce, html: await res.text() };
}
