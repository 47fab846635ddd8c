import assert from "node:assert/strict";
import { disableConnection } from "@/lib/identity/connections/switch_connection.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { leadsTo } from "@/tests/support/at_door.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { actorOf, makeEnabledConnection, makeProvenDomain } from "@/tests/support/connections.ts";

const app = await startApp();

async function ask(email: string) {
  const res = await app.ask(baseOrigin, "/houses", { form: { email } });
  const html = await res.text();
  return { status: res.status, location: res.headers.get("location"), html };
}

Deno.test("an address of a proven domain leads to the company's connection, whoever has it", async () => {
  const { ada, acme } = await makeCast();
  const domain = `${acme.slug}.test`;
  await makeProvenDomain(ada, domain);
  const connection = publicId("con", await makeEnabledConnection(ada));
  const answers = [];
  for (const email of [ada.email, `nobody-${newId()}@${domain}`, `ADA@${domain.toUpperCase()}`]) {
    const { status, html } = await ask(email);
    answers.push([status, leadsTo(html)]);
  }
  assert.deepEqual(answers, Array(3).fill([200, `${acme.origin}/signin/oidc/${connection}`]));
});

Deno.test("with several connections it leads to the door, where one chooses", async () => {
  const { ada, acme } = await makeCast();
  await makeProvenDomain(ada, `${acme.slug}.test`);
  for (let nth = 0; nth < 2; nth++) await makeEnabledConnection(ada);
  assert.equal(leadsTo((await ask(ada.email)).html), `${acme.origin}/signin`);
});

Deno.test("every other address has the answer of one that nobody knows", async () => {
  const { ada, acme, globex } = await makeCast();
  const unknown = await ask(`nobody-${newId()}@nowhere.test`);
  assert.deepEqual([unknown.status, unknown.location], [303, "/signin?notice=houses-mailed"]);
  assert.deepEqual(await ask(ada.email), unknown, "no domain is proven");
  await makeProvenDomain(ada, `${acme.slug}.test`);
  assert.deepEqual(await ask(ada.email), unknown, "no connection is enabled");
  const connectionId = await makeEnabledConnection(ada);
  assert.deepEqual(await ask(`ada@mail.${acme.slug}.test`), unknown, "another domain below it");
  assert.deepEqual(await ask(`max@${globex.slug}.test`), unknown);
  await disableConnection(acme.id, { connectionId, actor: actorOf(ada), now: new Date() });
  assert.deepEqual(await ask(ada.email), unknown, "it is disabled");
});

Deno.test("nobody is led to a house that is closed", async () => {
  const { ada, acme } = await makeCast();
  await makeProvenDomain(ada, `${acme.slug}.test`);
  await makeEnabledConnection(ada);
  await suspendTenant({ slug: acme.slug, reason: "Unpaid", actor: { kind: "system", name: "Test" } });
  assert.equal((await ask(ada.email)).location, "/signin?notice=houses-mailed");
});
