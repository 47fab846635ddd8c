import assert from "node:assert/strict";
import { App } from "../app.ts";
import { send } from "../../tests/send.ts";
import { csp, type CSPOptions } from "./csp.ts";

function appWith(options?: CSPOptions): App<unknown> {
  return new App().use(csp(options)).get("/json", (ctx) => ctx.json({})).get(
    "/",
    (ctx) => ctx.render(<style>x</style>),
  );
}

Deno.test("csp() allows only the application's own resources", async () => {
  const policy = (await send(appWith(), "GET /json")).headers.get("content-security-policy")!;
  for (
    const part of [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "upgrade-insecure-requests",
    ]
  ) {
    assert.ok(policy.split("; ").includes(part), part);
  }
});

Deno.test("csp() replaces a directive of the same name and can only report", async () => {
  const app = appWith({
    csp: ["script-src 'self' https://js.stripe.com"],
    reportOnly: true,
    reportTo: "/csp",
  });
  const { headers } = await send(app, "GET /json");
  const policy = headers.get("content-security-policy-report-only")!;
  assert.match(policy, /; script-src 'self' https:\/\/js\.stripe\.com; /);
  assert.doesNotMatch(policy, /script-src 'self' 'unsafe-inline'/);
  assert.match(policy, /report-to csp-endpoint; report-uri \/csp$/);
  assert.equal(headers.get("reporting-endpoints"), 'csp-endpoint="/csp"');
});

Deno.test("csp() with useNonce allows the inline scripts and styles of a rendered page by their nonce", async () => {
  const app = appWith({ useNonce: true });
  const page = await send(app, "GET /");
  const [, nonce] = (await page.text()).match(/<style nonce="(\w{32})">/)!;
  const policy = page.headers.get("content-security-policy")!;
  assert.match(policy, new RegExp(`script-src 'self' 'nonce-${nonce}'; style-src 'self' 'nonce-${nonce}'`));
  assert.doesNotMatch(policy, /unsafe-inline/);
  assert.match((await send(app, "GET /json")).headers.get("content-security-policy")!, /unsafe-inline/);
});
