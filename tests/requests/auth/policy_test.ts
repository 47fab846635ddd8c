import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { startLogin } from "@/lib/tenancy/door/start_login.ts";
import { findPolicy } from "@/lib/tenancy/sign_in_policy/find_policy.ts";
import { OPEN_POLICY, type SignInPolicy } from "@/lib/tenancy/sign_in_policy/policy.ts";
import { savePolicy } from "@/lib/tenancy/sign_in_policy/save_policy.ts";
import { startApp } from "@/tests/support/app.ts";
import { type Cast, makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { central, second, useMethods } from "@/tests/support/central_method.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { TestBrowser } from "@/tests/support/test_browser.ts";

const app = await startApp();
const FORM = {
  method_password: "yes",
  method_magic_link: "yes",
  method_passkey: "yes",
  method_oidc: "yes",
  method_saml: "yes",
  longest_session: "480",
  longest_idle: "30",
  strict_codes: "yes",
  networks: "127.0.0.0/8\n2001:db8:1::/48",
};

Deno.test("an owner says how everybody signs in; the form keeps it, and so does the log", async () => {
  const { ada, acme } = await makeCast();
  const as = await sessionFor(ada);
  const res = await app.ask(acme.origin, "/sign-in-policy", { as, form: FORM });
  assert.equal(res.headers.get("location"), "/sign-in-policy?notice=policy-saved");
  assert.deepEqual(await findPolicy(acme.id), {
    allowedMethods: undefined,
    requiresSecondFactor: false,
    takesLateCodes: false,
    sessionSeconds: 8 * 3600,
    idleSeconds: 1800,
    allowedNetworks: ["127.0.0.0/8", "2001:db8:1::/48"],
  });
  const html = await (await app.ask(acme.origin, "/sign-in-policy", { as })).text();
  assert.match(html, /127\.0\.0\.0\/8\n2001:db8:1::\/48/);
  assert.match(html, /name="strict_codes"[^>]* checked/);
  const { entries: [entry] } = await listEntries(acme.id, { action: "sign_in_policy.changed" });
  assert.deepEqual([entry.actorName, entry.detail.networks], ["Ada", "127.0.0.0/8 2001:db8:1::/48"]);
});

Deno.test("saving the policy asks who was recognised long ago", async () => {
  const { ada, acme } = await makeCast();
  const as = await sessionFor(ada, new Date(Date.now() - 11 * 60_000));
  const res = await app.ask(acme.origin, "/sign-in-policy", { as, form: FORM });
  assert.match(res.headers.get("location") ?? "", /^\/auth\/confirm\?login=log_/);
  assert.deepEqual(await findPolicy(acme.id), OPEN_POLICY);
});

Deno.test("nobody saves a policy that shuts out who saves it, nor one that makes no sense", async () => {
  const { ada, acme } = await makeCast();
  const as = await sessionFor(ada);
  const { method_password: _, method_passkey: _passkey, ...byMailAlone } = FORM;
  const { method_magic_link: __, method_oidc: _oidc, method_saml: _saml, ...none } = byMailAlone;
  const refusals: [Record<string, string>, RegExp][] = [
    [{ ...FORM, networks: "203.0.113.0/24" }, /You are in none of these networks yourself/],
    [{ ...FORM, requires_second_factor: "yes" }, /Set up a second factor for yourself first/],
    [none, /Leave at least one way in/],
    [{ ...FORM, longest_idle: "1440" }, /This is longer than a whole session lasts/],
    [{ ...FORM, longest_session: "7" }, /Choose a length from the list/],
    [{ ...FORM, networks: "127.0.0.1\nacme.test" }, /“acme.test” is no address or network/],
    [{ ...FORM, networks: "127.0.0.1/33" }, /is no address or network/],
    [{ ...FORM, networks: "2001:db8::1/128" }, /is no address or network/],
    [{ ...FORM, networks: "::ffff:127.0.0.1/104" }, /is no address or network/],
    [{ ...FORM, networks: Array(51).fill("127.0.0.1").join("\n") }, /Use at most 50 networks/],
  ];
  for (const [form, said] of refusals) {
    const res = await app.ask(acme.origin, "/sign-in-policy", { as, form });
    assert.equal(res.status, 422, JSON.stringify(form));
    const html = await res.text();
    assert.match(html, said);
    assert.match(html, /Nothing was saved/);
  }
  assert.deepEqual(await findPolicy(acme.id), OPEN_POLICY);
  const res = await app.ask(acme.origin, "/sign-in-policy", { as, form: byMailAlone });
  assert.equal(res.status, 303, "by mail everybody can");
});

Deno.test("savePolicy() leaves who saves it a way in that this person has", async () => {
  useMethods(central);
  const { ada, acme } = await makeCast();
  const allowed = { ...OPEN_POLICY, allowedMethods: ["guildhall"] };
  assert.deepEqual(await save(ada, allowed), { ok: false, reason: "methods_shut_you_out" });
  await asSuperuser((client) =>
    client.query("delete from platform.passwords where user_id = $1", [ada.userId])
  );
  const byPassword = { ...OPEN_POLICY, allowedMethods: ["password" as const] };
  assert.deepEqual(await save(ada, byPassword), { ok: false, reason: "methods_shut_you_out" });
  assert.deepEqual(await findPolicy(acme.id), OPEN_POLICY);
});

Deno.test("a way in that the house does not allow is not offered, and refused when posted by hand", async () => {
  const { ada, acme } = await houseWith({ allowedMethods: ["magic_link"] });
  const html = await (await app.ask(acme.origin, "/signin")).text();
  assert.doesNotMatch(html, /name="password"/);
  assert.match(html, /Mail me a link/);
  const res = await signIn(ada);
  assert.equal(res.status, 403);
  assert.match(await res.text(), /does not allow that way in/);
  assert.deepEqual(res.headers.getSetCookie(), []);
  const { rows } = await asSuperuser((client) =>
    client.query("select state, failed_because from platform.login_transactions where tenant_id = $1", [
      acme.id,
    ])
  );
  assert.deepEqual(rows, [{ state: "failed", failed_because: "method_not_allowed" }]);
});

Deno.test("neither a mail nor a provider is started where the house does not allow it", async () => {
  useMethods(central);
  const { ada, acme } = await houseWith({ allowedMethods: ["password"] });
  const res = await app.ask(acme.origin, "/signin", { form: { email: ada.email, by: "magic_link" } });
  assert.equal(res.status, 403);
  const { rows } = await asSuperuser((client) =>
    client.query("select from pooled.jobs where tenant_id = $1", [acme.id])
  );
  assert.deepEqual(rows, []);
  assert.deepEqual(
    await startLogin({
      tenant: acme,
      method: central,
      purpose: "sign_in",
      form: {},
      returnPath: "/",
      binding: newBearerSecret(),
      visitor: { ip: app.address },
      now: new Date(),
    }),
    { ok: false, reason: "method_not_allowed" },
  );
  assert.equal((await signIn(ada)).status, 303);
});

Deno.test("a house with a list of networks is entered from them alone, at the door and on every page", async () => {
  const { ada, acme } = await makeCast();
  const session = await sessionFor(ada);
  await allow(ada, ["203.0.113.0/24"]);
  const page = await app.ask(acme.origin, "/dashboard", { as: session });
  assert.equal(page.status, 403);
  assert.match(await page.text(), /Not from this network/);
  const door = await signIn(ada);
  assert.equal(door.status, 403);
  assert.deepEqual(door.headers.getSetCookie(), []);
  await allow(ada, ["127.0.0.0/8"]);
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: session })).status, 200);
});

Deno.test("a house that shortens its sessions shortens those that are open", async () => {
  const { ada, ben, acme } = await makeCast();
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const [old, young, idle] = [
    await sessionFor(ada, ago(61)),
    await sessionFor(ada),
    await sessionFor(ben, ago(20)),
  ];
  await save(ada, { ...OPEN_POLICY, sessionSeconds: 3600, idleSeconds: 900 });
  assert.equal((await app.ask(acme.origin, "/preferences", { as: old })).status, 303);
  assert.equal((await app.ask(acme.origin, "/preferences", { as: idle })).status, 303);
  assert.equal((await app.ask(acme.origin, "/preferences", { as: young })).status, 200);
  const refreshed = await refreshSession({
    token: young.refreshToken,
    audience: acme.origin,
    now: new Date(),
  });
  assert(refreshed.ok);
  assert.equal(refreshed.session.refreshExpiresAt.getTime() <= Date.now() + 900_000, true);
});

Deno.test("a house that lengthens its sessions wakes none that idled for too long", async () => {
  const { ada, ben, acme } = await houseWith({ sessionSeconds: 3600, idleSeconds: 900 });
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const [asleep, awake] = [await sessionFor(ben, ago(16)), await sessionFor(ben, ago(14))];
  await save(ada, OPEN_POLICY);
  const refresh = ({ refreshToken: token }: { refreshToken: string }) =>
    refreshSession({ token, audience: acme.origin, now: new Date() });
  assert.deepEqual(await refresh(asleep), { ok: false, reason: "expired" });
  const refreshed = await refresh(awake);
  assert.ok(refreshed.ok && refreshed.session.refreshExpiresAt.getTime() > Date.now() + 900_000);
});

Deno.test("a session opened under a policy lasts as long as it says", async () => {
  const { ada, acme } = await houseWith({ sessionSeconds: 3600, idleSeconds: 1800 });
  const now = new Date();
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const signedIn = await signInWithPassword(acme, {
    email: ada.email,
    password: PASSWORD,
    visitor: { ip: randomUUID() },
    now,
  });
  assert(signedIn.ok);
  let token = signedIn.session.refreshToken;
  assert.deepEqual(await refreshSession({ token, audience: acme.origin, now: later(30) }), {
    ok: false,
    reason: "expired",
  });
  for (const minutes of [25, 50]) {
    const refreshed = await refreshSession({ token, audience: acme.origin, now: later(minutes) });
    assert(refreshed.ok);
    token = refreshed.session.refreshToken;
    assert.ok(refreshed.session.accessExpiresAt <= later(60), "no token outlives its session");
  }
  assert.equal((await refreshSession({ token, audience: acme.origin, now: later(60) })).ok, false);
});

Deno.test("a session is over on each request when the policy says so, whatever its token says", async () => {
  const { ada, acme } = await makeCast();
  const opened = new Date(Date.now() - 70 * 60_000);
  const { refreshToken } = await sessionFor(ada, opened);
  const refreshed = await refreshSession({ token: refreshToken, audience: acme.origin, now: new Date() });
  assert(refreshed.ok);
  const { accessToken } = refreshed.session;
  const look = () => app.ask(acme.origin, "/preferences", { as: { accessToken, refreshToken: "" } });
  assert.equal((await look()).status, 200);
  await save(ada, { ...OPEN_POLICY, sessionSeconds: 3600 });
  const res = await look();
  assert.equal(res.headers.get("location"), "/signin?next=%2Fpreferences");
  const door = await app.ask(acme.origin, "/signin", { as: { accessToken, refreshToken: "" } });
  assert.equal(door.status, 200, "the door does not send back inside");
});

Deno.test("a house that requires a second factor shows nothing else to a session without one", async () => {
  useMethods(second);
  const { ada, ben, acme } = await makeCast();
  const [weak, strong] = [await sessionFor(ben), await sessionFor(ben, new Date(), "passkey")];
  await withSecondFactors(ada, ["totp"], async () => {
    assert.deepEqual(await save(ada, { ...OPEN_POLICY, requiresSecondFactor: true }), { ok: true });
  });
  for (const path of ["/dashboard", "/records.csv", "/live", "/preferences?x=1"]) {
    const res = await app.ask(acme.origin, path, { as: weak });
    const next = encodeURIComponent(path);
    assert.equal(res.headers.get("location"), `/security/second-factor?next=${next}`, path);
    const allowed = await app.ask(acme.origin, path, { as: strong });
    assert.equal(allowed.status, 200, path);
    await allowed.body?.cancel();
  }
  const page = await app.ask(acme.origin, "/security/second-factor?next=%2Frecords", { as: weak });
  assert.match(await page.text(), /asks everybody for a second proof/);
  const past = await app.ask(acme.origin, "/security/second-factor?next=%2Frecords", { as: strong });
  assert.equal(past.headers.get("location"), "/records");
});

Deno.test("who has a second factor and a session without it is asked for it, not for the password", async () => {
  const { ada, ben, acme } = await makeCast();
  const session = await sessionFor(ben);
  const browser = new TestBrowser(app);
  browser.keep(acme.origin, "__Host-at", session.accessToken);
  browser.keep(acme.origin, "__Host-rt", session.refreshToken);
  await withSecondFactors(ada, ["totp"], () => save(ada, { ...OPEN_POLICY, requiresSecondFactor: true }));
  await withSecondFactors(ben, ["totp"], async () => {
    const asked = await browser.get(`${acme.origin}/security/second-factor?next=%2Frecords`);
    const confirm = asked.headers.get("location")!;
    assert.match(confirm, /^\/auth\/confirm\?login=log_/);
    assert.equal((await browser.get(acme.origin + confirm)).status, 200);
    const login = new URL(acme.origin + confirm).searchParams.get("login")!;
    const tried = await browser.post(`${acme.origin}/auth/confirm`, {
      login,
      kind: "password",
      password: PASSWORD,
    });
    assert.equal(tried.status, 401, "the password is no second factor");
  });
});

Deno.test("savePolicy() keeps to its own house", async () => {
  const { ada, globex } = await houseWith({ allowedMethods: ["magic_link"] });
  assert.deepEqual(await findPolicy(globex.id), OPEN_POLICY);
  assert.ok(ada);
});

async function houseWith(changed: Partial<SignInPolicy>): Promise<Cast> {
  const cast = await makeCast();
  assert.deepEqual(await save(cast.ada, { ...OPEN_POLICY, ...changed }), { ok: true });
  return cast;
}

function allow(person: Person, allowedNetworks: string[]) {
  const place = allowedNetworks[0].replace(/0+\/\d+$/, "7");
  return save(person, { ...OPEN_POLICY, allowedNetworks }, place);
}

function save({ tenant, userId, name }: Person, policy: SignInPolicy, place = app.address) {
  const actor = { kind: "member" as const, id: userId, name };
  return savePolicy(tenant.id, { policy, userId, place, actor, now: new Date() });
}

function signIn({ tenant, email }: Person): Promise<Response> {
  return app.ask(tenant.origin, "/signin", { form: { email, password: PASSWORD } });
}
