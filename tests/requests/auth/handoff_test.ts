import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";
import { makeCast, PASSWORD } from "@/tests/support/cast.ts";

const app = await startApp();
const { globex } = await makeCast();

Deno.test("after a sign-up the same browser is led inside, and nobody else by the same addresses", async () => {
  const [browser, stranger] = [new TestBrowser(app), new TestBrowser(app)];
  const signedUp = await signUp(browser);
  const enter = await browser.get(signedUp.enter);
  assert.equal(enter.headers.get("referrer-policy"), "no-referrer");
  const bring = enter.headers.get("location")!;
  assert.ok(bring.startsWith(`${baseOrigin}/auth/bring?`), bring);
  assert.equal((await stranger.get(bring)).status, 400, "a browser that did not sign up");
  const handoff = (await browser.get(bring)).headers.get("location")!;
  assert.ok(handoff.startsWith(`${signedUp.origin}/auth/handoff?code=`), handoff);
  await stranger.get(signedUp.enter);
  for (const one of [new TestBrowser(app), stranger]) {
    const res = await one.get(handoff);
    assert.equal(res.headers.get("location"), "/signin?notice=handoff-failed");
    assert.equal(one.cookie(signedUp.origin, "__Host-at"), undefined);
  }
  const inside = await browser.get(handoff);
  assert.equal(inside.status, 303);
  assert.equal(inside.headers.get("location"), "/dashboard");
  assert.equal(inside.headers.get("referrer-policy"), "no-referrer");
  assert.equal((await browser.get(`${signedUp.origin}/dashboard`)).status, 200);
  browser.forget(signedUp.origin, "__Host-at", "__Host-rt");
  assert.equal((await browser.get(handoff)).headers.get("location"), "/signin?notice=handoff-failed");
  assert.equal((await browser.get(bring)).status, 400, "brought once");
});

Deno.test("a code opens no other house, where the browser holds the same cookie", async () => {
  const browser = new TestBrowser(app);
  const { enter, origin } = await signUp(browser);
  const bring = (await browser.get(enter)).headers.get("location")!;
  const handoff = new URL((await browser.get(bring)).headers.get("location")!);
  browser.keep(globex.origin, "__Host-login", browser.cookie(origin, "__Host-login")!);
  const next = await browser.get(`${globex.origin}/auth/handoff${handoff.search}`);
  assert.equal(next.headers.get("location"), "/signin?notice=handoff-failed");
  assert.equal((await browser.get(`${baseOrigin}/auth/handoff${handoff.search}`)).status, 404);
  assert.equal((await browser.get(handoff.href)).headers.get("location"), "/dashboard");
});

Deno.test("no other origin may post to a tenant, not even the base host", async () => {
  for (const path of ["/signin", "/signout", "/settings", "/auth/handoff", "/auth/factor", "/auth/confirm"]) {
    for (const origin of [baseOrigin, "null"]) {
      const res = await app.ask(globex.origin, path, {
        form: {},
        headers: { origin, cookie: "theme=dark" },
      });
      assert.equal(res.status, 403, `${path} from ${origin}`);
    }
  }
});

Deno.test("a tenant's host has no addresses of the base host, and the base host none of a tenant's", async () => {
  for (
    const path of ["/auth/go?ticket=x", "/auth/bring", "/auth/callback/oidc", "/auth/callback/saml/con_x"]
  ) {
    assert.equal((await app.ask(globex.origin, path)).status, 404, path);
  }
  for (const path of ["/auth/enter", "/auth/factor", "/auth/confirm"]) {
    assert.equal((await app.ask(baseOrigin, path)).status, 404, path);
  }
});

Deno.test("a provider's page may post its answer to the base host, where it counts for nobody without a login", async () => {
  for (const origin of ["https://provider.example", "null"]) {
    const forms: Record<string, string>[] = [{}, { RelayState: "A".repeat(43) }, { state: "A".repeat(43) }];
    for (const form of forms) {
      const path = "/auth/callback/oidc";
      const res = await app.ask(baseOrigin, path, { form, headers: { origin, cookie: "theme=dark" } });
      assert.equal(res.status, 400, origin);
      const at = await app.ask(globex.origin, path, { form, headers: { origin, cookie: "theme=dark" } });
      assert.equal(at.status, 404, origin);
    }
  }
});

async function signUp(browser: TestBrowser): Promise<{ origin: string; enter: string }> {
  const slug = `house-${newId().slice(-12)}`;
  const res = await browser.post(`${baseOrigin}/signup`, {
    company: "Initech",
    slug,
    name: "Pat",
    email: `pat@${slug}.test`,
    password: PASSWORD,
    signup_id: newId(),
  });
  const [, enter] = /content="0;url=([^"]+)"/.exec(await res.text())!;
  return { origin: tenantOrigin(slug), enter };
}
