import assert from "node:assert/strict";
import { DEMO_PASSWORD, seedDemo } from "@/lib/onboarding/seed_demo.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { baseOrigin, isSpread, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme } = await makeCast();
await seedDemo({ now: new Date(), openedAt: new Date() });

const read = async (origin: string, path: string) => await (await app.ask(origin, path)).text();
const DOORS = [
  { origin: tenantOrigin("acme"), path: "/signin", email: "ada@acme.test", inside: "/dashboard" },
  { origin: tenantOrigin("globex"), path: "/signin", email: "max@globex.test", inside: "/dashboard" },
  { origin: baseOrigin, path: "/admin/signin", email: "sam@rowhouse.test", inside: "/admin" },
];

for (const { origin, path, email, inside } of DOORS) {
  // The same people in each run over one database: from another network they would be asked for more.
  Deno.test(`${email} of the demo comes in by one button of the door`, { ignore: isSpread }, async () => {
    const form = formOf(await read(origin, path), email);
    assert.deepEqual(form, {
      email,
      password: DEMO_PASSWORD,
      ...(inside === "/dashboard" && { next: inside }),
    });
    const res = await app.ask(origin, path, { form });
    assert.deepEqual([res.status, res.headers.get("location")], [303, inside]);
  });

  Deno.test(`${email} of the demo comes in at once by a link, and nobody else does`, async () => {
    const continuing = /<form[^>]* data-continue/;
    assert.match(await read(origin, `${path}?as=${email}`), continuing);
    for (const query of ["", "?as=", "?as=eve@evil.test"]) {
      const html = await read(origin, path + query);
      assert.doesNotMatch(html, continuing);
      assert.ok(!html.includes("continue.js"));
    }
  });
}

Deno.test("the door of another tenant shows nobody of the demo", async () => {
  const html = await read(acme.origin, "/signin?as=ada@acme.test");
  assert.ok(!html.includes(DEMO_PASSWORD) && !html.includes("ada@acme.test"));
});

/** The hidden fields of the form that has this email. */
function formOf(html: string, email: string): Record<string, string> {
  const forms = [...html.matchAll(/<form[^>]*>(.*?)<\/form>/gs)].map(([, inner]) => inner);
  const form = forms.find((it) => it.includes(`value="${email}"`))!;
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map((
      [, name, value],
    ) => [name, value]),
  );
}
