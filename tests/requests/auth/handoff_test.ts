import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { issueHandoff } from "@/lib/identity/handoff.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, globex, ada } = await makeCast();

Deno.test("a code posted from the base host lets in, once", async () => {
  const code = await codeForAda();
  const first = await post(code, baseOrigin);
  assert.equal(first.status, 303);
  assert.equal(first.headers.get("location"), "/dashboard");
  const cookies = first.headers.getSetCookie().map((it) => it.split(";")[0]);
  assert.match(cookies.join(), /^__Host-at=[^,]+,__Host-rt=[^,]+$/);
  const inside = await app.ask(acme.origin, "/dashboard", { headers: { cookie: cookies.join("; ") } });
  assert.equal(inside.status, 200);

  const second = await post(code, baseOrigin);
  assert.equal(second.headers.get("location"), "/signin?notice=handoff-failed");
  assert.deepEqual(second.headers.getSetCookie(), []);
});

Deno.test("a code posted from anywhere but the base host is refused, and still unused", async () => {
  const code = await codeForAda();
  const { protocol, host } = new URL(baseOrigin);
  const others = [
    globex.origin,
    "https://evil.example",
    `${protocol}//evil-${host}`,
    `${baseOrigin}.evil.example`,
  ];
  for (const origin of [...others, "null", ""]) {
    const res = await post(code, origin);
    assert.equal(res.status, 403, origin);
    assert.deepEqual(res.headers.getSetCookie(), [], origin);
  }
  assert.equal((await post(code, baseOrigin)).headers.get("location"), "/dashboard");
});

Deno.test("the base host may post to this one address of a tenant alone", async () => {
  for (const path of ["/signin", "/signout", "/settings", "/auth", "/auth/other"]) {
    const res = await app.ask(acme.origin, path, { form: {}, headers: { origin: baseOrigin } });
    assert.equal(res.status, 403, path);
  }
});

Deno.test("a code of one tenant opens no other tenant's door, and the base host has none", async () => {
  const code = await codeForAda();
  const next = await app.ask(globex.origin, "/auth/handoff", {
    form: { code },
    headers: { origin: baseOrigin },
  });
  assert.equal(next.headers.get("location"), "/signin?notice=handoff-failed");
  assert.equal((await app.ask(baseOrigin, "/auth/handoff", { form: { code } })).status, 404);
});

function codeForAda(): Promise<string> {
  return asTenant(acme.id, (tx) => issueHandoff(tx, { userId: ada.userId, now: new Date() }));
}

/** As a browser that holds a cookie of this host, which is what a foreign page would want to use. */
function post(code: string, origin: string): Promise<Response> {
  const headers = { origin, cookie: "theme=dark" };
  return app.ask(acme.origin, "/auth/handoff", { form: { code }, headers });
}
