import assert from "node:assert/strict";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, ada } = await makeCast();
const owner = await sessionFor(ada);

/** Forms with something wrong, and the field that must have the focus in the answer. */
const FORMS: [origin: string, path: string, form: Record<string, string>, field: string][] = [
  [baseOrigin, "/signup", { company: "Acme", slug: "acme" }, "name"],
  [baseOrigin, "/signup", { name: "Ada" }, "company"],
  [baseOrigin, "/signin", { slug: "?" }, "slug"],
  [baseOrigin, "/houses", { email: "ada" }, "email"],
  [baseOrigin, "/admin/signin", { email: "sam@rowhouse.test" }, "password"],
  [acme.origin, "/signin", { email: "ada" }, "email"],
  [acme.origin, "/settings", { name: "Acme", time_zone: "Mars" }, "time_zone"],
  [acme.origin, "/settings", { name: "", time_zone: "Mars" }, "name"],
  [acme.origin, "/preferences", { time_zone: "Mars" }, "time_zone"],
  [acme.origin, "/api-keys", { name: "" }, "name"],
  [acme.origin, "/api-keys", { name: "Shop", per_minute: "many" }, "per_minute"],
  [acme.origin, "/profile", { name: "" }, "name"],
  [acme.origin, "/profile/email/change", { email: "ada" }, "email"],
];

/** A dialog's own focus is another matter. */
const FOCUSED = /<(?:input|select)[^>]* autofocus\b[^>]*>/g;

for (const [origin, path, form, field] of FORMS) {
  const host = origin === baseOrigin ? "the base host" : "a tenant's host";
  Deno.test(`${path} on ${host}, refused, focuses ${field} and nothing else: ${JSON.stringify(form)}`, async () => {
    const res = await app.ask(origin, path, { as: owner, form });
    assert.equal(res.status, 422);
    const focused = (await res.text()).match(FOCUSED) ?? [];
    assert.deepEqual(focused.map((it) => /id="(.+?)"/.exec(it)?.[1]), [field]);
  });
}

Deno.test("a form that nobody has sent yet takes no focus", async () => {
  for (const [origin, path] of [[baseOrigin, "/signup"], [acme.origin, "/settings"]]) {
    assert.doesNotMatch(await (await app.ask(origin, path, { as: owner })).text(), FOCUSED);
  }
});
