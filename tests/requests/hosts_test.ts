import assert from "node:assert/strict";
import { restoreTenant } from "@/lib/operator/restore_tenant.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { becomes } from "@/tests/support/becomes.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { ORIGIN_EXCEPTIONS } from "@/routes/(_http)/refuse_foreign_origin.ts";

const app = await startApp();
const cast = await makeCast();
const { acme, globex } = cast;
const [acmeOrigin, globexOrigin] = [tenantOrigin(acme.slug), tenantOrigin(globex.slug)];
const SYSTEM = { kind: "system", name: "Test" } as const;

Deno.test("the base host answers with the public site", async () => {
  const res = await app.ask(baseOrigin, "/");
  assert.equal(res.status, 200);
  assert.match(await res.text(), /Rowhouse/);
});

Deno.test("hosts that name nothing of ours get 404", async () => {
  const strangers = [
    "http://nobody-lives-here.localhost:8000",
    "http://www.localhost:8000",
    "http://a.b.localhost:8000",
  ];
  for (const origin of [...strangers, "http://evil.example", "http://localhost.evil.example:8000"]) {
    for (const path of ["/", "/signin", "/dashboard", "/api/v1/records", "/admin", "/dev/mail"]) {
      assert.equal((await app.ask(origin, path)).status, 404, `${origin}${path}`);
    }
  }
});

Deno.test("the host header decides, not the address that was asked", async () => {
  const res = await app.fetch(new Request(`${acmeOrigin}/signin`, { headers: { host: "evil.example" } }));
  assert.equal(res.status, 404);
});

Deno.test("a tenant's host has no operator console, no sign-up and no development pages", async () => {
  for (const path of ["/admin", "/admin/signin", "/signup", "/dev/mail", "/dev/mail.json"]) {
    assert.equal((await app.ask(acmeOrigin, path)).status, 404, path);
  }
});

Deno.test("a suspended tenant shows that it is, on pages and in the API, within a second; restored, it works", async () => {
  const { globex } = await makeCast();
  const origin = tenantOrigin(globex.slug);
  assert.equal((await app.ask(origin, "/signin")).status, 200);
  assert.deepEqual((await suspendTenant({ slug: globex.slug, reason: "Unpaid", actor: SYSTEM })).ok, true);
  await becomes(async () => (await app.ask(origin, "/signin")).status, 403);
  const page = await (await app.ask(origin, "/signin")).text();
  assert.match(page, /suspended/i);
  const problem = await app.ask(origin, "/api/v1/records");
  assert.equal(problem.status, 403);
  assert.match(problem.headers.get("content-type") ?? "", /application\/problem\+json/);
  assert.equal((await restoreTenant({ slug: globex.slug, actor: SYSTEM })).ok, true);
  await becomes(async () => (await app.ask(origin, "/signin")).status, 200);
});

Deno.test("a session of one tenant is nobody on another's host and on the base host", async () => {
  const ada = await sessionFor(cast.ada);
  assert.equal((await app.ask(acmeOrigin, "/dashboard", { as: ada })).status, 200);
  for (const [origin, path] of [[globexOrigin, "/dashboard"], [baseOrigin, "/admin"]]) {
    const res = await app.ask(origin, path, { as: ada });
    assert.equal(res.status, 303, origin);
    assert.match(res.headers.get("location") ?? "", /signin/);
  }
});

Deno.test("a sibling subdomain, another site and an opaque origin cannot post", async () => {
  const ada = await sessionFor(cast.ada);
  for (const origin of [globexOrigin, baseOrigin, "https://evil.example", "null"]) {
    const res = await app.ask(acmeOrigin, "/settings", {
      as: ada,
      form: { name: "Taken" },
      headers: { origin },
    });
    assert.equal(res.status, 403, origin);
  }
  const silent = new Request(`${acmeOrigin}/settings`, {
    method: "POST",
    body: new URLSearchParams({ name: "Taken" }),
    headers: { host: new URL(acmeOrigin).host, cookie: `__Host-at=${ada.accessToken}` },
  });
  assert.equal((await app.fetch(silent)).status, 403, "no Origin, but a cookie");
});

Deno.test("the exceptions from the origin check are these and have a reason each", () => {
  assert.deepEqual(ORIGIN_EXCEPTIONS.map((it) => it.path), ["/api/", "/scim/v2/", "/auth/callback/"]);
  for (const { reason } of ORIGIN_EXCEPTIONS) assert(reason.length > 20);
});

Deno.test("every answer carries its request id, its security headers and no permission to be cached", async () => {
  for (
    const [origin, path] of [[baseOrigin, "/"], [acmeOrigin, "/signin"], [acmeOrigin, "/nothing"], [
      baseOrigin,
      "/livez",
    ]]
  ) {
    const { headers } = await app.ask(origin, path);
    assert.match(headers.get("x-request-id") ?? "", /^req_/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("referrer-policy"), "same-origin", path);
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/, path);
    assert.equal(headers.get("cache-control"), "private, no-store", path);
  }
});

Deno.test("the health probes answer by address, and name what is ready", async () => {
  for (const origin of ["http://127.0.0.1:8000", baseOrigin]) {
    assert.equal((await app.ask(origin, "/livez")).status, 200);
    const ready = await app.ask(origin, "/readyz");
    assert.equal(ready.status, 200);
    assert.deepEqual(await ready.json(), {
      is_ready: true,
      checks: { database: { ok: true }, walls: { ok: true }, state: { ok: true } },
      absent_layers: [],
    });
  }
});

Deno.test("a health probe on a tenant's host signs nobody out", async () => {
  const ada = await sessionFor(cast.ada);
  for (const path of ["/livez", "/readyz"]) {
    const res = await app.ask(acmeOrigin, path, { as: { ...ada, accessToken: "expired" } });
    assert.deepEqual(res.headers.getSetCookie(), [], path);
  }
});

Deno.test("static files carry the security headers too", async () => {
  const res = await app.ask(baseOrigin, "/favicon.svg");
  assert.equal(res.status, 200);
  assert.equal(res.headers.get("x-content-type-options"), "nosniff");
});

Deno.test("a cookie whose name only looks like ours is not ours", async () => {
  const { accessToken } = await sessionFor(cast.ada);
  const cookie = `\u00a0__Host-at=${accessToken}`;
  const res = await app.ask(acmeOrigin, "/dashboard", { headers: { cookie } });
  assert.equal(res.status, 303);
});
