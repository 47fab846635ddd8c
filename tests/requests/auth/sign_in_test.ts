import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { beginLogin } from "@/lib/tenancy/door/begin_login.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
const { acme, globex, ada } = await makeCast();

const FOREIGN = [
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "\\\\evil.example",
  "http:evil.example",
  "javascript:alert(1)",
  "/\t/evil.example/",
  "",
];

for (const next of FOREIGN) {
  Deno.test(`signing in leads inside, not to ${JSON.stringify(next)}`, async () => {
    const res = await app.ask(acme.origin, "/signin", {
      form: { email: ada.email, password: PASSWORD, next },
    });
    assert.equal(res.headers.get("location"), "/dashboard");
    const session = await sessionFor(ada);
    const again = await app.ask(acme.origin, `/signin?next=${encodeURIComponent(next)}`, { as: session });
    assert.equal(again.headers.get("location"), "/dashboard");
  });
}

Deno.test("a login keeps no way back to another host, whoever writes it down", async () => {
  for (const returnPath of ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil", ""]) {
    const begin = asTenant(acme.id, (tx) =>
      beginLogin(tx, {
        purpose: "sign_in",
        kind: "password",
        origin: acme.origin,
        returnPath,
        binding: newBearerSecret(),
        now: new Date(),
      }));
    await assert.rejects(begin, { code: "23514" }, returnPath);
  }
});

Deno.test("signing in leads to where one wanted to go", async () => {
  const next = "/records?q=a%20b";
  const res = await app.ask(acme.origin, "/signin", { form: { email: ada.email, password: PASSWORD, next } });
  assert.equal(res.headers.get("location"), next);
});

Deno.test("a password leaves one row, used up, without a cookie that names the login", async () => {
  const cast = await makeCast();
  const form = { email: cast.ada.email, password: PASSWORD };
  const res = await app.ask(cast.acme.origin, "/signin", { form });
  const names = res.headers.getSetCookie().map((it) => it.split("=")[0]);
  assert.deepEqual(names.sort(), ["__Host-at", "__Host-device", "__Host-rt"]);
  await app.ask(cast.acme.origin, "/signin", { form: { ...form, password: "not-it" } });
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select state, kind, recognitions, user_id, session_id is not null as opened from platform.login_transactions where tenant_id = $1",
      [cast.acme.id],
    )
  );
  assert.deepEqual(rows, [{
    state: "redeemed",
    kind: "password",
    recognitions: ["pwd"],
    user_id: cast.ada.userId,
    opened: true,
  }]);
});

Deno.test("a password is good however old it is", async () => {
  const cast = await makeCast();
  await asSuperuser((client) =>
    client.query("update platform.passwords set changed_at = now() - interval '5 years' where user_id = $1", [
      cast.ada.userId,
    ])
  );
  const form = { email: cast.ada.email, password: PASSWORD };
  const res = await app.ask(cast.acme.origin, "/signin", { form });
  assert.equal(res.headers.get("location"), "/dashboard");
});

Deno.test("who has to show a second factor waits with the cookie of this host alone, and without a session", async () => {
  await withSecondFactors(ada, ["totp"], async () => {
    const browser = new TestBrowser(app);
    const res = await browser.post(`${acme.origin}/signin`, { email: ada.email, password: PASSWORD });
    const path = res.headers.get("location")!;
    assert.match(path, /^\/auth\/factor\?login=log_\w{26}$/);
    const [cookie, ...others] = res.headers.getSetCookie();
    assert.match(cookie, /^__Host-login=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=900$/);
    assert.deepEqual(others, []);
    assert.equal((await browser.get(`${acme.origin}${path}`)).status, 200);
    assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 303);
    for (const [origin, one] of [[acme.origin, new TestBrowser(app)], [globex.origin, browser]] as const) {
      const elsewhere = await one.get(`${origin}${path}`);
      assert.equal(elsewhere.headers.get("location"), "/signin?notice=handoff-failed");
    }
    const empty = await browser.post(`${acme.origin}/auth/factor`, {});
    assert.equal(empty.headers.get("location"), "/signin?notice=handoff-failed");
    const login = path.split("login=")[1];
    for (const kind of ["password", "magic_link", "nothing", "__proto__"]) {
      const tried = await browser.post(`${acme.origin}/auth/factor`, { login, kind, password: PASSWORD });
      assert.equal(tried.status, 401, kind);
    }
    assert.equal((await browser.get(`${acme.origin}/dashboard`)).status, 303);
  });
});

Deno.test("a way in that is not there, or is none of the base host's, is not found", async () => {
  for (const kind of ["nothing", "password", "magic_link", "saml", "google", "__proto__"]) {
    const res = await app.ask(acme.origin, `/signin/${kind}`, { form: {} });
    assert.equal(res.status, 404, kind);
  }
});
