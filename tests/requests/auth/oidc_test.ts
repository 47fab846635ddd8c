import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";
import { DEMO_CLIENT } from "@/sandbox/identity/openid/openid_provider.ts";
import { type StartedIdentity, startIdentity } from "@/sandbox/identity/start_identity.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { makeEnabledConnection } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { startForgingIssuer } from "@/tests/support/forging_issuer.ts";
import { followFrom, goOn, leaveFor } from "@/tests/support/sign_in_elsewhere.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";
import { visitProvider } from "@/tests/support/visit_provider.ts";

const app = await startApp();
const dataDir = Deno.makeTempDirSync();
let demo: StartedIdentity;

Deno.test.beforeAll(async () => {
  demo = await startIdentity({ dataDir, port: 0, origin: baseOrigin });
});

Deno.test.afterAll(async () => {
  await demo.stop();
  Deno.removeSync(dataDir, { recursive: true });
});

Deno.test("a linked person signs in by the house's own provider", async () => {
  const { ada, acme, connection } = await linkedAda();
  const browser = new TestBrowser(app);
  const back = await beAt(browser, { person: "acme-ada", origin: acme.origin, connection, next: "/records" });
  assert.equal(back.pathname, `/auth/callback/oidc/${connection}`);
  const inside = await followFrom(browser, await browser.get(back.href), back.href);
  assert.equal(inside.href, `${acme.origin}/records`);
  assert.deepEqual(await lastSignIn(acme.id), { actor_id: ada.userId, methods: "oidc" });
});

Deno.test("an address that is alike links nobody, however verified it is", async () => {
  await using issuer = await startForgingIssuer();
  const { ada, acme } = await makeCast();
  const connection = await connectionOf(ada, issuer.url);
  issuer.claims = { sub: "forger", email: ada.email, email_verified: true, groups: [] };
  const browser = new TestBrowser(app);
  const back = answerTo(await leaveFor(browser, { origin: acme.origin, kind: "oidc", connection }));
  await turnedBack(browser, { back, origin: acme.origin, notice: "connection-confirm" });
});

Deno.test("the same person of the same provider is nobody in another house", async () => {
  const { globex, max } = await linkedAda();
  const theirs = await connectionOf(max);
  const browser = new TestBrowser(app);
  const back = await beAt(browser, { person: "acme-ada", origin: globex.origin, connection: theirs });
  await turnedBack(browser, { back, origin: globex.origin, notice: "connection-outside" });
});

Deno.test("a house cannot begin with the provider of another", async () => {
  const { acme, globex, connection } = await linkedAda();
  const browser = new TestBrowser(app);
  const refused = await browser.post(`${globex.origin}/signin/oidc`, { connection });
  assert.equal(refused.headers.get("location"), `${globex.origin}/signin?notice=connection-closed`);
  assert.notEqual(acme.origin, globex.origin);
});

Deno.test("an answer for one house counts in no other", async () => {
  const { acme, globex, max, connection } = await linkedAda();
  const theirs = await connectionOf(max);
  const browser = new TestBrowser(app);
  const back = await beAt(browser, { person: "acme-ada", origin: globex.origin, connection: theirs });
  back.pathname = `/auth/callback/oidc/${connection}`;
  await turnedBack(browser, { back, origin: globex.origin, notice: "handoff-failed" });
  assert.equal(browser.cookie(acme.origin, "__Host-at"), undefined);
});

Deno.test("an answer counts at the callback of its own connection alone", async () => {
  const { ada, acme, connection } = await linkedAda();
  const other = await connectionOf(ada);
  const browser = new TestBrowser(app);
  for (const path of [`oidc/${other}`, "oidc", `saml/${connection}`, "google", "nothing"]) {
    const back = await beAt(browser, { person: "acme-ada", origin: acme.origin, connection });
    back.pathname = `/auth/callback/${path}`;
    await turnedBack(browser, { back, origin: acme.origin, notice: "handoff-failed" });
  }
});

Deno.test("an answer with a wrong state, or none, is nobody's", async () => {
  const { acme, connection } = await linkedAda();
  const browser = new TestBrowser(app);
  for (const state of ["", "x", "A".repeat(43)]) {
    const back = await beAt(browser, { person: "acme-ada", origin: acme.origin, connection });
    if (state) back.searchParams.set("state", state);
    else back.searchParams.delete("state");
    assert.equal((await browser.get(back.href)).status, 400);
  }
});

Deno.test("nobody comes in with the answer of another browser", async () => {
  const { acme, connection } = await linkedAda();
  const [attacker, victim] = [new TestBrowser(app), new TestBrowser(app)];
  const back = await beAt(attacker, { person: "acme-ada", origin: acme.origin, connection });
  await turnedBack(victim, { back, origin: acme.origin, notice: "handoff-failed" });
  // The victim has begun a login, too, so that the browser holds cookies of its own.
  await beAt(victim, { person: "acme-ben", origin: acme.origin, connection });
  await turnedBack(victim, { back, origin: acme.origin, notice: "handoff-failed" });
  const inside = await followFrom(attacker, await attacker.get(back.href), back.href);
  assert.equal(inside.pathname, "/dashboard", "The answer was not used up by the others");
});

Deno.test("a state of another browser does not lead this one's answer astray", async () => {
  const { acme, connection } = await linkedAda();
  const [attacker, victim] = [new TestBrowser(app), new TestBrowser(app)];
  const theirs = await beAt(attacker, { person: "acme-ben", origin: acme.origin, connection });
  const own = await beAt(victim, { person: "acme-ada", origin: acme.origin, connection });
  own.searchParams.set("code", theirs.searchParams.get("code")!);
  await turnedBack(victim, { back: own, origin: acme.origin, notice: "handoff-failed" });
});

Deno.test("an answer counts once", async () => {
  const { acme, connection } = await linkedAda();
  const browser = new TestBrowser(app);
  const back = await beAt(browser, { person: "acme-ada", origin: acme.origin, connection });
  const handoff = (await browser.get(back.href)).headers.get("location")!;
  assert.equal((await browser.get(back.href)).status, 400);
  assert.equal((await browser.get(handoff)).headers.get("location"), "/dashboard");
  assert.equal((await browser.get(back.href)).status, 400);
});

Deno.test("an answer comes too late for a login that is over", async () => {
  const { acme, connection } = await linkedAda();
  const browser = new TestBrowser(app);
  const back = await beAt(browser, { person: "acme-ada", origin: acme.origin, connection });
  await asSuperuser((client) =>
    client.query("update platform.login_transactions set expires_at = now() where tenant_id = $1", [acme.id])
  );
  await turnedBack(browser, { back, origin: acme.origin, notice: "handoff-failed" });
});

Deno.test("a no at the provider comes back as a sentence", async () => {
  const { acme, connection } = await linkedAda();
  const browser = new TestBrowser(app);
  const leaveTo = await leaveFor(browser, { origin: acme.origin, kind: "oidc", connection });
  const back = await visitProvider(leaveTo, { refuses: true });
  const page = await turnedBack(browser, { back, origin: acme.origin, notice: "provider-denied" });
  assert.match(page, /The other side said no, or you did/);
});

Deno.test("what the provider writes into its error reaches no page", async () => {
  const { acme, connection } = await linkedAda();
  const browser = new TestBrowser(app);
  const leaveTo = await leaveFor(browser, { origin: acme.origin, kind: "oidc", connection });
  const back = await visitProvider(leaveTo, { refuses: true });
  back.searchParams.set("error", "server_error");
  back.searchParams.set("error_description", "Call 0900 and tell your password");
  const page = await turnedBack(browser, { back, origin: acme.origin, notice: "provider-silent" });
  assert.doesNotMatch(page, /0900/);
});

Deno.test("a provider that is away, or at a private address, is a sentence", async () => {
  const { acme, ada } = await makeCast();
  const issuers = { "http://localhost:1": "provider-silent", "https://10.0.0.1": "provider-misconfigured" };
  for (const [issuer, notice] of Object.entries(issuers)) {
    const connection = await connectionOf(ada, issuer);
    const browser = new TestBrowser(app);
    const to = await leaveFor(browser, { origin: acme.origin, kind: "oidc", connection });
    assert.equal(to.href, `${acme.origin}/signin?notice=${notice}`);
  }
});

Deno.test("the house's own provider confirms whom it vouches for, and nobody else", async () => {
  const { ada, ben, acme, connection } = await linkedAda();
  await link(ben, { issuer: demo.url, subject: "acme-ben", connection });
  const browser = await insideLongAgo(ada);
  const confirm = async (person: string) => {
    const asked = await browser.post(`${acme.origin}/security/identities/connection`, { kind: "none" });
    const to = new URL(asked.headers.get("location")!, acme.origin);
    assert.match(await (await browser.get(to.href)).text(), /Use Demo/);
    const form = { login: to.searchParams.get("login")!, kind: "oidc", connection };
    const led = await browser.post(`${acme.origin}/auth/confirm`, form);
    const back = await visitProvider(await goOn(browser, await led.text()), { person });
    return (await browser.get(back.href)).headers.get("location")!;
  };
  assert.match(await confirm("acme-ben"), /notice=other-person$/);
  const confirmed = await browser.get(await confirm("acme-ada"));
  assert.match(await confirmed.text(), /One more click does what you wanted to do/);
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select connection_id is not null as by_connection from platform.sessions where user_id = $1",
      [ada.userId],
    )
  );
  assert.deepEqual(rows, [{ by_connection: true }], "from here on it counts in this house alone");
});

Deno.test("nobody is confirmed by a connection that does not vouch for them", async () => {
  const { ada, acme } = await linkedAda();
  const other = await connectionOf(ada);
  const browser = await insideLongAgo(ada);
  const asked = await browser.post(`${acme.origin}/security/identities/connection`, { kind: "none" });
  const login = new URL(asked.headers.get("location")!, acme.origin).searchParams.get("login")!;
  const refused = await browser.post(`${acme.origin}/auth/confirm`, {
    login,
    kind: "oidc",
    connection: other,
  });
  assert.equal(refused.status, 401);
});

Deno.test("a forged token opens no door", async () => {
  await using issuer = await startForgingIssuer();
  const { acme, ada } = await makeCast();
  const connection = await connectionOf(ada, issuer.url);
  await link(ada, { issuer: issuer.url, subject: "ada", connection });
  const browser = new TestBrowser(app);
  const leaveTo = await leaveFor(browser, { origin: acme.origin, kind: "oidc", connection });
  issuer.claims.nonce = "of another login";
  const back = answerTo(leaveTo);
  await turnedBack(browser, { back, origin: acme.origin, notice: "way-in-failed" });
  issuer.claims = {};
  const honest = answerTo(await leaveFor(browser, { origin: acme.origin, kind: "oidc", connection }));
  const inside = await followFrom(browser, await browser.get(honest.href), honest.href);
  assert.equal(inside.href, `${acme.origin}/dashboard`);
});

Deno.test("a provider that says our own issuer gets nobody's key", async () => {
  await using issuer = await startForgingIssuer();
  const { acme, ada } = await makeCast();
  const connection = await connectionOf(ada, issuer.url);
  issuer.claims = { iss: baseOrigin, sub: ada.userId };
  const browser = new TestBrowser(app);
  const back = answerTo(await leaveFor(browser, { origin: acme.origin, kind: "oidc", connection }));
  await turnedBack(browser, { back, origin: acme.origin, notice: "way-in-failed" });
});

/** What the forging issuer sends back: its code is the nonce. */
function answerTo(leaveTo: URL): URL {
  const { searchParams } = leaveTo;
  const back = new URL(searchParams.get("redirect_uri")!);
  back.searchParams.set("state", searchParams.get("state")!);
  back.searchParams.set("code", searchParams.get("nonce")!);
  return back;
}

async function houseWithProvider() {
  const cast = await makeCast();
  return { ...cast, connection: await connectionOf(cast.ada) };
}

async function linkedAda() {
  const house = await houseWithProvider();
  const { ada, connection } = house;
  await link(ada, { issuer: demo.url, subject: "acme-ada", connection });
  return house;
}

/** @returns its public id. */
async function connectionOf(person: Person, issuer = demo.url): Promise<string> {
  const { id: clientId, secret: clientSecret } = DEMO_CLIENT;
  const settings = { issuer, clientId, scopes: ["email", "profile", "groups"], groupsClaim: "groups" };
  return publicId(
    "con",
    await makeEnabledConnection(person, { kind: "oidc", name: "Demo", settings, clientSecret }),
  );
}

type Linked = { issuer: string; subject: string; connection: string };

async function link({ tenant, ...member }: Person, { issuer, subject, connection }: Linked) {
  const connectionId = parsePublicId("con", connection)!;
  const identity = { issuer, subject };
  await asTenant(
    tenant.id,
    (tx) => linkIdentity(tx, { kind: "oidc", connectionId, identity, member, now: new Date() }),
  );
}

type Being = { person: string; origin: string; connection: string; next?: string };

/** Leaves for the provider and is somebody there. @returns where the provider sends the browser back to. */
async function beAt(browser: TestBrowser, { person, ...leaving }: Being): Promise<URL> {
  return await visitProvider(await leaveFor(browser, { kind: "oidc", ...leaving }), { person });
}

type Turned = { back: URL; origin: string; notice: string };

/** @returns the page that says why. */
async function turnedBack(browser: TestBrowser, { back, origin, notice }: Turned): Promise<string> {
  const answer = await browser.get(back.href);
  assert.equal(answer.headers.get("location"), `${origin}/signin?notice=${notice}`);
  assert.equal(browser.cookie(origin, "__Host-at"), undefined);
  return await (await browser.get(answer.headers.get("location")!)).text();
}

async function insideLongAgo(person: Person): Promise<TestBrowser> {
  const { accessToken, refreshToken } = await sessionFor(person, new Date(Date.now() - 3_600_000));
  const browser = new TestBrowser(app);
  browser.keep(person.tenant.origin, "__Host-at", accessToken);
  browser.keep(person.tenant.origin, "__Host-rt", refreshToken);
  return browser;
}

async function lastSignIn(tenantId: string) {
  return await asTenant(
    tenantId,
    (tx) =>
      tx.row`select actor_id, detail->>'methods' as methods from audit_entries
              where tenant_id = ${tx.tenantId} and action = 'member.signed_in' order by id desc limit 1`,
  );
}
