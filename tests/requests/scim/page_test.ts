import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newId, parsePublicId, publicId } from "@/lib/ids.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { listTokens } from "@/lib/tenancy/scim/tokens/list_tokens.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { Directory, directoryOf, furnishDirectory } from "@/tests/support/scim.ts";

const app = await startApp();
const { acme, globex, ada, max } = await makeCast();
const as = await sessionFor(ada);

const { group, token } = await furnishDirectory(max);

const TOKEN = /rs_[0-9A-Za-z]{49}/;

async function read(path: string, form?: Record<string, string>, status = 200): Promise<string> {
  const res = await app.ask(acme.origin, path, { as, form });
  assert.equal(res.status, status, path);
  return await res.text();
}

Deno.test("a token is shown once, with the base URL, and works", async () => {
  const html = await read("/scim", { name: "Entra" });
  const [token] = TOKEN.exec(html)!;
  assert.ok(html.includes(`${acme.origin}/scim/v2`));
  const directory = new Directory(app, acme.origin, token);
  assert.equal((await directory.ask("/Users")).status, 200);
  const later = await read("/scim");
  assert.ok(!later.includes(token));
  assert.match(later, new RegExp(`rs_…${token.slice(-4)}`));
  assert.match(later, /In use/);
  const { entries: [entry] } = await listEntries(acme.id);
  assert.deepEqual([entry.action, entry.actorKind], ["scim_token.created", "member"]);
});

Deno.test("a form that is sent twice makes one token", async () => {
  const form = { name: "Okta", token_id: publicId("tok", newId()) };
  assert.match(await read("/scim", form), TOKEN);
  const again = await read("/scim", form);
  assert.doesNotMatch(again, TOKEN);
  assert.match(again, /was created before/);
});

Deno.test("a token without a name is refused beside the field", async () => {
  assert.match(await read("/scim", { name: " " }, 422), /Give the token a name/);
});

Deno.test("who proved long ago who they are is asked again before a token is made or a group is given a role", async () => {
  const earlier = new Date(Date.now() - 20 * 60_000);
  const stale = await sessionFor(ada, earlier);
  for (const [path, form] of [["/scim", { name: "Entra" }], [`${group}/role`, { role: "admin" }]] as const) {
    const res = await app.ask(acme.origin, path, { as: stale, form });
    assert.equal(res.status, 303, path);
    assert.match(res.headers.get("location") ?? "", /^\/auth\/confirm\?login=/, path);
  }
  assert.equal((await app.ask(acme.origin, `${token}/rotation`, { as: stale, form: {} })).status, 404);
});

Deno.test("a token that is replaced shows the new one once, and the page of a replaced form says so", async () => {
  await read("/scim", { name: "Replaced" });
  const { id } = (await listTokens(acme.id)).find((it) => it.name === "Replaced")!;
  const path = `/scim/tokens/${publicId("tok", id)}/rotation`;
  assert.match(await read(path), /works for 24\s+hours more/);
  assert.match(await read(path, { rotation: "1" }), TOKEN);
  const again = await read(path, { rotation: "1" });
  assert.doesNotMatch(again, TOKEN);
  assert.match(again, /was replaced just now/);
  assert.match(await read("/scim"), /works too, until/);
});

Deno.test("a revoked token says when and by whom, and cannot be replaced", async () => {
  await read("/scim", { name: "Doomed" });
  const { id } = (await listTokens(acme.id)).find((it) => it.name === "Doomed")!;
  const path = `/scim/tokens/${publicId("tok", id)}`;
  const res = await app.ask(acme.origin, `${path}/revocation`, { as, form: {} });
  assert.equal(res.headers.get("location"), "/scim?notice=directory-token-revoked");
  assert.match(await read(`${path}/revocation`), /by Ada/);
  assert.match(await read(`${path}/rotation`), /is revoked/);
  assert.doesNotMatch(await read(`${path}/rotation`, { rotation: "1" }), TOKEN);
});

Deno.test("a token and a group of another tenant are 404", async () => {
  for (
    const [path, form] of [[`${token}/rotation`], [`${token}/revocation`], [`${token}/revocation`, {}], [
      `${group}/role`,
      { role: "member" },
    ]] as const
  ) {
    assert.equal((await app.ask(acme.origin, path, { as, form })).status, 404, path);
  }
  assert.equal((await listTokens(globex.id)).every((it) => it.revokedAt === null), true);
});

Deno.test("a group is given a role on the page, and its members have it at once", async () => {
  const directory = await directoryOf(app, ada);
  const user = await directory.createUser("page@groups.test");
  const group = await directory.createGroup("Editors <&>", [user.id]);
  const html = await read("/scim");
  assert.match(html, /Editors &lt;&amp;>|Editors &lt;&amp;&gt;/);
  assert.doesNotMatch(html, /<option value="owner"/);
  const path = `/scim/groups/${group.id}/role`;
  const res = await app.ask(acme.origin, path, { as, form: { role: "member" } });
  assert.equal(res.headers.get("location"), "/scim?notice=group-mapped#groups");
  const role = async () =>
    (await listMembers(acme.id)).find((it) => it.id === parsePublicId("mem", user.id))?.role;
  assert.equal(await role(), "member");
  for (const wrong of ["owner", publicId("rol", newId()), "x"]) {
    const res = await app.ask(acme.origin, path, { as, form: { role: wrong } });
    assert.equal(res.headers.get("location"), "/scim?notice=role-gone#groups", wrong);
  }
  await app.ask(acme.origin, path, { as, form: { role: "" } });
  assert.equal(await role(), "read_only");
});

Deno.test("the page says what was refused last, and can show that alone", async () => {
  const { acme, ada } = await makeCast();
  const session = await sessionFor(ada);
  const directory = await directoryOf(app, ada);
  await directory.ask("/ServiceProviderConfig");
  await directory.ask(`/Users?filter=${encodeURIComponent('shoeSize eq "<b>43"')}`);
  const pageOf = async (path: string) => await (await app.ask(acme.origin, path, { as: session })).text();
  const html = await pageOf("/scim");
  assert.match(html, /We do not filter by shoeSize/);
  assert.match(html, /ServiceProviderConfig/);
  assert.doesNotMatch(html, /<b>43/);
  const failed = await pageOf("/scim?only=failed");
  assert.match(failed, /shoeSize/);
  assert.doesNotMatch(failed, /ServiceProviderConfig/);
});
