import assert from "node:assert/strict";
import { resetOperator } from "@/lib/identity/operators/reset_operator.ts";
import { publicId } from "@/lib/ids.ts";
import { baseOrigin, isSpread } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, PASSWORD_PHC } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { codeNow, secondsLater } from "@/tests/support/factors.ts";
import {
  addOperatorAuthenticator,
  makeOperator,
  type OperatorOnDuty,
  renewOperator,
} from "@/tests/support/operators.ts";
import { startAppWith } from "@/tests/support/own_providers.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

/** As it is behind https. */
const app = await startAppWith({ OPERATORS_NEED_SECOND_FACTOR: "1" });
const SETUP = "/admin/security/authenticator/new";

test("an operator without a second factor sees nothing but where to set one up, and then all of the console", async () => {
  const sam = await makeOperator();
  const browser = insideAs(sam);
  for (const path of ["/admin", "/admin/jobs", "/admin/security", "/admin/tenants.csv"]) {
    assert.equal((await ask(browser, path)).headers.get("location"), SETUP, path);
  }
  const { acme } = await makeCast();
  const suspension = `/admin/tenants/${publicId("ten", acme.id)}/suspension`;
  assert.equal((await send(browser, suspension, { reason: "Unpaid" })).headers.get("location"), SETUP);
  const page = await (await ask(browser, SETUP)).text();
  assert.match(page, /a password alone opens nothing here/);
  assert.doesNotMatch(page, /Not now/);
  const proposal = /name="proposal" value="([^"]+)"/.exec(page)![1];
  const secret = /<code[^>]*>([A-Z2-7 ]+)</.exec(page)![1].replaceAll(" ", "");
  const wrong = await send(browser, SETUP, { proposal, name: "My phone", code: "12345" });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /id="code-error"[^>]*>Type the six digits/);
  const done = await send(browser, SETUP, { proposal, name: "My phone", code: await codeNow(secret) });
  assert.equal(done.status, 200);
  const codes = (await done.text()).match(/\b(?:[0-9a-z]{4}-){5}[0-9a-z]{4}\b/g)!;
  assert.ok(new Set(codes).size === 10);
  assert.equal((await ask(browser, "/admin")).status, 200);
  const kept = await send(browser, "/admin/security/recovery-codes/keeping", {});
  assert.equal(kept.headers.get("location"), "/admin/security/recovery-codes?notice=recovery-codes-kept");
  const offer = await (await ask(browser, kept.headers.get("location")!)).text();
  assert.match(offer, /action="\/admin\/security\/elsewhere"/);
  assert.doesNotMatch(offer, /aria-current="page"/);
  const removal = /href="(\/admin\/security\/authenticator\/aut_\w+\/removal)"/
    .exec(await (await ask(browser, "/admin/security/authenticator")).text())![1];
  const refused = await send(browser, removal, {});
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /no operator is without one/);
});

test("the door takes the password, then the code, and says what was wrong beside its field", async () => {
  const sam = await makeOperator();
  const past = secondsLater(new Date(), -120);
  const { secret, recoveryCodes } = await addOperatorAuthenticator(sam, past);
  const browser = new TestBrowser(app);
  const password = await send(browser, "/admin/signin", { email: sam.email, password: PASSWORD });
  assert.equal(password.status, 200);
  assert.deepEqual(password.headers.getSetCookie().filter((it) => /__Host-[ar]t=/.test(it)), []);
  const asked = await password.text();
  assert.match(asked, /One more proof/);
  const shown_password = /name="shown_password" value="([^"]+)"/.exec(asked)![1];
  const answer = (form: Record<string, string>) =>
    send(browser, "/admin/signin", { shown_password, ...form });
  const wrong = await answer({ kind: "totp", code: "000000" });
  assert.equal(wrong.status, 401);
  assert.match(await wrong.text(), /id="code-error"[^>]*>This is not right; try again/);
  const over = await send(browser, "/admin/signin", { shown_password: "x", kind: "totp", code: "000000" });
  assert.equal(over.headers.get("location"), "/admin/signin?notice=handoff-failed");
  assert.equal((await answer({ kind: "password", password: PASSWORD })).status, 303);
  assert.equal((await ask(browser, "/admin")).headers.get("location"), "/admin/signin");
  const right = await answer({ kind: "totp", code: await codeNow(secret) });
  assert.equal(right.headers.get("location"), "/admin");
  assert.equal((await ask(browser, "/admin")).status, 200);

  const second = new TestBrowser(app);
  const again = await (await send(second, "/admin/signin", { email: sam.email, password: PASSWORD })).text();
  const recovered = await send(second, "/admin/signin", {
    shown_password: /name="shown_password" value="([^"]+)"/.exec(again)![1],
    kind: "recovery_code",
    recovery_code: recoveryCodes[0].toUpperCase(),
  });
  assert.equal(recovered.headers.get("location"), "/admin");
});

test("a session that is older than the second factor of its operator has to show it first", async () => {
  const sam = await makeOperator();
  const { secret } = await addOperatorAuthenticator(sam, secondsLater(new Date(), -120));
  const browser = insideAs(sam);
  const led = await ask(browser, "/admin/jobs?page=2");
  assert.equal(led.headers.get("location"), "/admin/confirm?next=%2Fadmin%2Fjobs%3Fpage%3D2");
  assert.equal((await send(browser, "/admin/security/recovery-codes", {})).status, 303);
  const page = await (await ask(browser, led.headers.get("location")!)).text();
  assert.doesNotMatch(page, /type="password"/);
  const form = { kind: "totp", next: "/admin/jobs?page=2", code: await codeNow(secret) };
  const elsewhere = await send(browser, "/admin/confirm", {
    ...form,
    code: "000000",
    next: "//evil.example",
  });
  assert.equal(elsewhere.status, 401);
  assert.match(await elsewhere.text(), /name="next" value="\/admin"/);
  const confirmed = await send(browser, "/admin/confirm", form);
  assert.equal(confirmed.headers.get("location"), "/admin/jobs?page=2&notice=confirmed");
  assert.equal((await ask(browser, "/admin/jobs")).status, 200);
});

test("what is dangerous asks again who it is after ten minutes, and loses nothing that was typed", async () => {
  const { acme } = await makeCast();
  const sam = await makeOperator();
  const { secret } = await addOperatorAuthenticator(sam, secondsLater(new Date(), -1_200));
  const browser = insideAs(sam);
  await age(browser, sam);
  const sheet = `/admin/tenants/${publicId("ten", acme.id)}`;
  const asked = await send(browser, `${sheet}/suspension`, { reason: "Unpaid since “May”" });
  assert.equal(asked.status, 403);
  const page = await asked.text();
  assert.match(page, /Is it still you\?/);
  assert.equal(await reasonOf(acme.id), undefined);
  for (
    const [path, form] of [
      [`${sheet}/restoration`, {}],
      ["/admin/security/sessions/revocation", { which: "others" }],
      ["/admin/security/recovery-codes", {}],
      [SETUP, { code: "1" }],
    ] as const
  ) {
    assert.equal((await send(browser, path, form)).status, 403, path);
  }
  const looked = await ask(browser, SETUP);
  assert.equal(looked.headers.get("location"), `/admin/confirm?next=${encodeURIComponent(SETUP)}`);
  const waiting = /name="waiting" value="([^"]+)"/.exec(page)![1];
  assert.doesNotMatch(page, /Unpaid since/);
  const code = await codeNow(secret);
  const thanks = await send(browser, "/admin/confirm", { kind: "totp", code, waiting, next: "/admin" });
  assert.equal(thanks.status, 200);
  const form = await thanks.text();
  assert.match(form, new RegExp(`action="${sheet}/suspension"`));
  assert.match(form, /name="reason" value="Unpaid since “May”"/);
  const done = await send(browser, `${sheet}/suspension`, { reason: "Unpaid since “May”" });
  assert.equal(done.headers.get("location"), `${sheet}?notice=tenant-suspended`);
  assert.equal(await reasonOf(acme.id), "Unpaid since “May”");

  const other = await makeOperator("Other");
  const others = await addOperatorAuthenticator(other, secondsLater(new Date(), -120));
  const theirs = insideAs(other);
  const stolen = await send(theirs, "/admin/confirm", {
    kind: "totp",
    code: await codeNow(others.secret),
    waiting,
    next: "/admin",
  });
  assert.equal(stolen.headers.get("location"), "/admin?notice=confirmed", "another session's form");
});

test("an operator who was reset at the command line is out with the next request", async () => {
  const sam = await makeOperator();
  await addOperatorAuthenticator(sam, new Date());
  const browser = insideAs(await renewOperator(sam));
  assert.equal((await ask(browser, "/admin")).status, 200);
  await resetOperator({ userId: sam.userId, phc: PASSWORD_PHC, by: "Test", now: new Date() });
  const res = await ask(browser, "/admin");
  assert.deepEqual([res.status, res.headers.get("location")], [303, "/admin/signin"]);
  assert.equal((await ask(browser, "/admin/signin")).status, 200);
});

function test(name: string, fn: () => Promise<void>) {
  Deno.test({ name, fn, ignore: isSpread });
}

function insideAs({ session: { accessToken, refreshToken } }: Pick<OperatorOnDuty, "session">): TestBrowser {
  const browser = new TestBrowser(app);
  browser.keep(baseOrigin, "__Host-at", accessToken);
  browser.keep(baseOrigin, "__Host-rt", refreshToken);
  return browser;
}

function ask(browser: TestBrowser, path: string): Promise<Response> {
  return browser.get(`${baseOrigin}${path}`);
}

function send(browser: TestBrowser, path: string, form: Record<string, string>): Promise<Response> {
  return browser.post(`${baseOrigin}${path}`, form);
}

/** As if the operator had signed in long ago: the next access token says so. */
async function age(browser: TestBrowser, { userId }: OperatorOnDuty) {
  await asSuperuser((client) =>
    client.query(
      "update platform.sessions set authenticated_at = now() - interval '20 minutes' where user_id = $1",
      [userId],
    )
  );
  browser.forget(baseOrigin, "__Host-at");
  assert.equal((await ask(browser, "/admin")).status, 200);
}

async function reasonOf(tenantId: string): Promise<string | undefined> {
  const { rows: [row] } = await asSuperuser((client) =>
    client.query("select reason from platform.tenant_suspensions where tenant_id = $1", [tenantId])
  );
  return row?.reason;
}
