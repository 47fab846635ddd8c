import assert from "node:assert/strict";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { publicId } from "@/lib/ids.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";

const app = await startApp();
const { acme, globex, ada, ben, max } = await makeCast();
const owner = await sessionFor(ada);
const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
const key = await makeKey(acme.id, { name: "Shop", actor, now: new Date() });
await asTenant(acme.id, (tx) =>
  recordAudit(tx, {
    actor: { kind: "member", id: ben.userId, name: "Ben", requestId: "req_ben" },
    action: "tenant.renamed",
    subject: { kind: "tenant", id: acme.id },
    detail: { name: "=1+1" },
  }));
const [ofAda, ofBen] = [ada, ben].map(({ userId }) => publicId("usr", userId));

Deno.test("the audit log is filtered by who did it, what it was and when", async () => {
  const whole = rowsIn(await pageOf("/audit"));
  assert.ok(whole >= 5);
  assert.equal(rowsIn(await pageOf(`/audit?who=${ofBen}`)), 1);
  assert.equal(rowsIn(await pageOf("/audit?action=api_key.created")), 1);
  assert.equal(rowsIn(await pageOf(`/audit?who=${ofBen}&action=api_key.created`)), 0);
  assert.equal(rowsIn(await pageOf("/audit?from=2020-01-01&to=2020-01-02")), 0);
  assert.equal(rowsIn(await pageOf("/audit?from=2020-01-01")), whole);
  assert.match(await pageOf("/audit?to=2020-01-01"), /No entry matches[\s\S]*href="\/audit">see all entries/);
});

Deno.test("an entry leads to what it is about, and to all that its person did", async () => {
  const html = await pageOf("/audit");
  for (
    const href of [
      `/api-keys/${publicId("key", key.id)}`,
      `/members#${publicId("mem", ben.id)}`,
      "/settings",
      `/audit?who=${ofAda}`,
    ]
  ) {
    assert.ok(html.includes(`href="${href}"`), href);
    assert.equal((await app.ask(acme.origin, href.split("#")[0], { as: owner })).status, 200);
  }
  const members = await (await app.ask(acme.origin, "/members", { as: owner })).text();
  assert.ok(members.includes(`id="${publicId("mem", ben.id)}"`));
});

Deno.test("the file of the audit log has what the page lists, and nothing of another tenant", async () => {
  const res = await app.ask(acme.origin, `/audit.csv?who=${ofBen}`, { as: owner });
  const [head, line, end] = (await res.text()).split("\r\n");
  assert.match(head, /^"recorded_at","actor_kind","actor_name","action"/);
  assert.match(
    line,
    /^"[\d-]+T[\d:.]+Z","member","Ben","tenant\.renamed","tenant","[0-9a-f-]+","\{""name"":""=1\+1""\}","req_ben"$/,
  );
  assert.equal(end, "");
  const others = await app.ask(globex.origin, "/audit.csv", { as: await sessionFor(max) });
  assert.doesNotMatch(await others.text(), /Ada|Ben/);
});

async function pageOf(path: string): Promise<string> {
  const res = await app.ask(acme.origin, path, { as: owner });
  assert.equal(res.status, 200, path);
  return await res.text();
}

function rowsIn(html: string): number {
  return html.match(/<tr><td><time/g)?.length ?? 0;
}
