import assert from "node:assert/strict";
import { listApiKeys } from "@/lib/identity/list_api_keys.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { publicId } from "@/lib/ids.ts";
import type { OpenedSession } from "@/lib/identity/open_session.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();

Deno.test("an action that matters asks who was recognised ten minutes ago, and goes on with what was posted", async () => {
  const { ada, acme } = await makeCast();
  const browser = await browserOf(ada, 11);
  const asked = await browser.post(`${acme.origin}/api-keys`, { name: "Made & kept" });
  assert.equal(asked.status, 303);
  const confirm = `${acme.origin}${asked.headers.get("location")}`;
  assert.match(confirm, /\/auth\/confirm\?login=log_\w{26}$/);
  assert.deepEqual(await listApiKeys(acme.id), [], "nothing was done yet");
  assert.match(await (await browser.get(confirm)).text(), /Is it still you\?/);

  const wrong = await answer(browser, confirm, "not-it");
  assert.equal(wrong.status, 401);
  assert.match(await wrong.text(), /This is not right; try again/);

  const right = await answer(browser, confirm, PASSWORD);
  assert.equal(right.status, 200);
  const html = await right.text();
  assert.match(html, /<form method="post" action="\/api-keys"/);
  assert.match(html, /name="name" value="Made &amp; kept"/);
  const made = await browser.post(`${acme.origin}/api-keys`, { name: "Made & kept" });
  assert.equal(made.status, 200);
  assert.deepEqual((await listApiKeys(acme.id)).map((it) => it.name), ["Made & kept"]);
  const { entries } = await listEntries(acme.id, {});
  assert.equal(entries.filter((it) => it.action === "member.confirmed").length, 1);
});

Deno.test("a confirmation counts once, in the session and the browser that asked for it", async () => {
  const { ada, ben, acme } = await makeCast();
  const browser = await browserOf(ada, 11);
  const confirm = await askedBy(browser, acme.origin);
  const over = "/dashboard?notice=confirm-again";

  const elsewhere = await browserOf(ada, 11);
  assert.equal((await answer(elsewhere, confirm, PASSWORD)).headers.get("location"), over);
  const bens = await browserOf(ben, 11);
  bens.keep(acme.origin, "__Host-login", browser.cookie(acme.origin, "__Host-login")!);
  assert.equal((await answer(bens, confirm, PASSWORD)).headers.get("location"), over);

  assert.equal((await answer(browser, confirm, PASSWORD)).status, 200);
  assert.equal((await answer(browser, confirm, PASSWORD)).headers.get("location"), over);
});

Deno.test("a confirmation renews both tokens, and says so for ten minutes", async () => {
  const { ada, acme } = await makeCast();
  const browser = await browserOf(ada, 11);
  const confirm = await askedBy(browser, acme.origin);
  const before = browser.cookie(acme.origin, "__Host-rt")!;
  await answer(browser, confirm, PASSWORD);
  const after = browser.cookie(acme.origin, "__Host-rt")!;
  assert.notEqual(after, before);
  const refreshed = await refreshSession({ token: after, audience: acme.origin, now: new Date() });
  assert(refreshed.ok);
  assert.ok(Date.now() - refreshed.session.authenticatedAt.getTime() < 60_000);
  assert.deepEqual(refreshed.session.recognitions, ["pwd"]);
});

Deno.test("who was signed out meanwhile confirms nothing", async () => {
  const { ada, acme } = await makeCast();
  const browser = await browserOf(ada, 11);
  const confirm = await askedBy(browser, acme.origin);
  await browser.post(`${acme.origin}/signout`, {});
  assert.equal(
    (await answer(browser, confirm, PASSWORD)).headers.get("location"),
    "/dashboard?notice=confirm-again",
  );
});

Deno.test("the one who confirms must not be guessed: after some tries it is over", async () => {
  const { ada, acme } = await makeCast();
  const browser = await browserOf(ada, 11);
  const confirm = await askedBy(browser, acme.origin);
  for (let tried = 0; tried < 5; tried++) {
    assert.equal((await answer(browser, confirm, `guess ${tried}`)).status, 401);
  }
  assert.equal(
    (await answer(browser, confirm, PASSWORD)).headers.get("location"),
    "/dashboard?notice=confirm-again",
  );
});

Deno.test("who has just signed in is not asked", async () => {
  const { ada, acme } = await makeCast();
  const browser = await browserOf(ada, 9);
  assert.equal((await browser.post(`${acme.origin}/api-keys`, { name: "At once" })).status, 200);
});

Deno.test("what waits for a confirmation is sealed in its row", async () => {
  const { ada, acme } = await makeCast();
  const browser = await browserOf(ada, 11);
  await browser.post(`${acme.origin}/api-keys`, { name: "A secret word" });
  const { asSuperuser } = await import("@/tests/support/database.ts");
  const { rows } = await asSuperuser((client) =>
    client.query("select sealed_form from platform.login_transactions where user_id = $1 and purpose = $2", [
      ada.userId,
      "step_up",
    ])
  );
  assert.equal(rows.length, 1);
  assert.match(rows[0].sealed_form, /^v1\./);
});

/** Of a session in which the person was recognised some minutes ago. */
Deno.test("what gives power in a house, or takes it, asks who was recognised long ago, and does nothing before", async () => {
  const { ada, ben, acme } = await makeCast();
  const browser = await browserOf(ada, 11);
  const fresh = await browserOf(ada, 9);
  const sheet = `/members/${publicId("mem", ben.id)}`;
  const made = await fresh.post(`${acme.origin}/roles/new`, { name: "Readers", "records.read": "on" });
  assert.equal(made.status, 303);
  const [, role] = /href="(\/roles\/rol_[^"/]+)"/.exec(
    await (await fresh.get(`${acme.origin}/roles`)).text(),
  )!;
  const { entries: before } = await listEntries(acme.id, {});
  const changes: [string, Record<string, string>][] = [
    [`${sheet}/role`, { role: "admin" }],
    [`${sheet}/deactivation`, {}],
    [`${sheet}/removal`, {}],
    ["/roles/new", { name: "Keepers", "members.manage": "on" }],
    [role, { name: "Readers", "members.manage": "on" }],
    ["/members/invitations", { email: "dora@globex.test", role: "admin" }],
    ["/members/invitations/link", { role: "admin", uses: "1", days: "1" }],
  ];
  for (const [path, form] of changes) {
    const asked = await browser.post(acme.origin + path, form);
    assert.match(asked.headers.get("location") ?? "", /^\/auth\/confirm\?login=log_/, path);
  }
  assert.equal((await listEntries(acme.id, {})).entries.length, before.length, "nothing was done");
  for (const [path, form] of changes) {
    const done = await fresh.post(acme.origin + path, form);
    assert.doesNotMatch(done.headers.get("location") ?? "", /confirm/, path);
  }
  assert.equal((await listEntries(acme.id, {})).entries.length, before.length + changes.length);
});

async function browserOf(person: Person, minutesAgo: number): Promise<TestBrowser> {
  const session: OpenedSession = await sessionFor(person, new Date(Date.now() - minutesAgo * 60_000));
  const browser = new TestBrowser(app);
  browser.keep(person.tenant.origin, "__Host-at", session.accessToken);
  browser.keep(person.tenant.origin, "__Host-rt", session.refreshToken);
  return browser;
}

async function askedBy(browser: TestBrowser, origin: string): Promise<string> {
  const asked = await browser.post(`${origin}/api-keys`, { name: "Key" });
  return `${origin}${asked.headers.get("location")}`;
}

function answer(browser: TestBrowser, confirm: string, password: string): Promise<Response> {
  const { origin, searchParams } = new URL(confirm);
  return browser.post(`${origin}/auth/confirm`, {
    login: searchParams.get("login")!,
    kind: "password",
    password,
  });
}
