import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { makeEnabledConnection } from "@/tests/support/connections.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { central, connected, key, said, second, useMethods } from "@/tests/support/central_method.ts";
import { waitingMails } from "@/tests/support/mails.ts";
import { withSecondFactors } from "@/tests/support/second_factors.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { OPEN_POLICY } from "../sign_in_policy/policy.ts";
import { savePolicy } from "../sign_in_policy/save_policy.ts";
import { answerHere } from "./answer_here.ts";
import { askElsewhere } from "./ask_elsewhere.ts";
import { beginStepUp } from "./begin_step_up.ts";
import { leaveForProvider } from "./leave_for_provider.ts";
import { startLogin } from "./start_login.ts";
import { takeAnswer } from "./take_answer.ts";
import { takeHandoff } from "./take_handoff.ts";
import { takeTest } from "./take_test_login.ts";

useMethods(central, connected);

const ISSUER = "https://provider.test";
const OVER = { ok: false, reason: "over" };
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

Deno.test("a linked identity comes in by a central method, with what it was recognised by", async () => {
  const { ada } = await linkedCast();
  const login = await begin(ada);
  const left = await leave(login);
  assert(left.ok && left.leaveTo);
  assert.equal(left.leaveTo.origin, ISSUER);
  const arrived = await handOver(login, await answer(login, left));
  assert(arrived.ok && arrived.session);
  assert.deepEqual(
    [arrived.purpose, arrived.returnPath, arrived.session.userId, arrived.session.recognitions],
    ["sign_in", "/records", ada.userId, ["guildhall"]],
  );
  assert.equal(await isByConnection(arrived.session), false);
});

Deno.test("whom a provider brings from somewhere new on a new device shows the digits of a mail as well", async () => {
  const { ada, acme } = await linkedCast();
  const come = async (from: Visitor) => {
    const login = await begin(ada);
    const arrived = await handOver(login, await answer(login, await leave(login)), { visitor: from });
    return { login, arrived };
  };
  const home = { ip: "203.0.113.7", device: newBearerSecret() };
  assert((await come(home)).arrived.ok, "the first time ever");
  assert((await come(home)).arrived.ok);
  assert((await come({ ...home, device: newBearerSecret() })).arrived.ok, "a new device alone is told");
  const stranger = { ip: "198.51.100.7", device: newBearerSecret() };
  const { login, arrived } = await come(stranger);
  assert(!arrived.ok);
  assert.equal(arrived.reason, "needs_second_factor");
  const mail = (await waitingMails(acme.id)).find((it) => it.template === "mail_code");
  assert.equal(mail?.to, ada.email);
  const { loginId, binding } = login;
  const show = (digits: string) =>
    answerHere({
      tenant: acme,
      loginId,
      binding,
      kind: "mail_code",
      form: { digits },
      url: new URL("/auth/factor", acme.origin),
      visitor: stranger,
      now,
    });
  assert.equal((await show("x")).ok, false);
  const shown = await show(mail.data.digits as string);
  assert(shown.ok && shown.session);
  assert.deepEqual(shown.session.recognitions, ["guildhall", "email"]);
  assert((await come(stranger)).arrived.ok, "known from now on");

  const strong = { ip: "192.0.2.77", device: newBearerSecret() };
  said.identity = { ...said.identity, methods: ["guildhall", "mfa"] };
  assert((await come(strong)).arrived.ok, "the provider asked for two");
});

Deno.test("a ticket to the base host works once, for a minute", async () => {
  const { ada } = await linkedCast();
  const login = await begin(ada);
  assert((await leave(login)).ok);
  assert.deepEqual(await leave(login), OVER);
  const slow = await begin(ada);
  assert.deepEqual(await leave(slow, { at: later(60) }), OVER);
  assert((await leave(slow, { at: later(59) })).ok);
});

Deno.test("an answer counts once, also when it comes twenty times at once", async () => {
  const { ada } = await linkedCast();
  const login = await begin(ada);
  const left = await leave(login);
  const taken = await Promise.all(Array.from({ length: 20 }, () => answer(login, left)));
  assert.equal(taken.filter((it) => it.ok).length, 1);
});

Deno.test("an answer counts in no other browser, and tells that one only where to begin", async () => {
  const { ada, acme } = await linkedCast();
  const login = await begin(ada);
  const left = await leave(login);
  for (const baseBinding of [newBearerSecret(), login.binding, ""]) {
    assert.deepEqual(await answer(login, left, { baseBinding }), { ...OVER, origin: acme.origin });
  }
  assert.deepEqual(await answer(login, left, { state: newBearerSecret() }), { ...OVER, origin: undefined });
  assert((await answer(login, left)).ok);
});

Deno.test("an answer to a login of a quarter of an hour ago is over", async () => {
  const { ada } = await linkedCast();
  const login = await begin(ada);
  const left = await leave(login);
  assert.equal((await answer(login, left, { at: later(15 * 60) })).ok, false);
  assert((await answer(login, left, { at: later(15 * 60 - 1) })).ok);
});

Deno.test("an answer at the address of another method or connection ends the login", async () => {
  const { ada } = await linkedCast();
  for (const wrong of [{ kind: "oidc" }, { connectionId: newId() }, { kind: "none" }]) {
    const login = await begin(ada);
    const left = await leave(login);
    const taken = await answer(login, left, wrong);
    assert.deepEqual([taken.ok, !taken.ok && taken.reason], [false, "over"], JSON.stringify(wrong));
    assert.equal((await rowOf(login)).state, "failed");
  }
});

Deno.test("what the provider refuses ends the login, and its row says why", async () => {
  const { ada, acme } = await linkedCast();
  const login = await begin(ada);
  const left = await leave(login);
  const taken = await answer(login, left, { form: { error: "access_denied" } });
  assert.deepEqual(taken, { ok: false, reason: "provider_said_no", origin: acme.origin });
  const row = await rowOf(login);
  assert.deepEqual([row.state, row.failed_because, row.sealed_notes], ["failed", "provider_said_no", null]);
  const { entries: [entry] } = await listEntries(acme.id, { action: "member.sign_in_refused" });
  assert.deepEqual([entry.subjectKind, entry.subjectId, entry.actorName], ["tenant", acme.id, "System"]);
  assert.deepEqual(entry.detail, {
    method: "guildhall",
    because: "provider_said_no",
    from: visitor.ip,
    device: "Unknown device",
  });
});

Deno.test("whoever breaks off a sign-in by a connection again and again leaves some entries, not all", async () => {
  const { ada, acme } = await makeCast();
  const connectionId = await makeEnabledConnection(ada);
  const place = { ip: randomUUID() };
  for (let time = 0; time < 35; time++) {
    const login = await begin(ada, { kind: "oidc", connectionId });
    await answer(login, await leave(login), { form: { error: "access_denied" }, visitor: place });
  }
  const { entries } = await listEntries(acme.id, { action: "member.sign_in_refused" });
  assert.equal(entries.length, 30);
  assert.deepEqual([entries[0].subjectKind, entries[0].subjectId], ["connection", connectionId]);
});

Deno.test("a code of the handoff works once, for a minute, also when it comes twenty times at once", async () => {
  const { ada } = await linkedCast();
  const login = await begin(ada);
  const taken = await answer(login, await leave(login));
  assert.deepEqual(await handOver(login, taken, { at: later(60) }), OVER);
  const arrived = await Promise.all(Array.from({ length: 20 }, () => handOver(login, taken)));
  assert.equal(arrived.filter((it) => it.ok).length, 1);
  assert.deepEqual(await handOver(login, taken), OVER);
});

Deno.test("a code of the handoff opens no other tenant, no other origin and in no other browser", async () => {
  const { ada, acme, globex } = await linkedCast();
  const login = await begin(ada);
  const taken = await answer(login, await leave(login));
  assert.deepEqual(await handOver(login, taken, { tenant: globex }), OVER);
  assert.deepEqual(await handOver(login, taken, { tenant: { id: acme.id, slug: globex.slug } }), OVER);
  for (const binding of [newBearerSecret(), login.baseBinding, ""]) {
    assert.deepEqual(await handOver(login, taken, { binding }), OVER);
  }
  assert((await handOver(login, taken)).ok);
});

Deno.test("a victim who is led into the login of an attacker does not come in as the attacker", async () => {
  const { ada } = await linkedCast();
  // The attacker begins, and hands the victim the address of the base host, or the answer, or the handoff.
  const login = await begin(ada);
  const victim = { binding: newBearerSecret(), baseBinding: newBearerSecret() };
  const left = await leave(login, { baseBinding: victim.baseBinding });
  const taken = await answer(login, left, { baseBinding: victim.baseBinding });
  assert.deepEqual(await handOver(login, taken, { binding: victim.binding }), OVER);
});

Deno.test("an identity that nobody has linked comes in to nothing, however its address reads", async () => {
  const { ada } = await makeCast();
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [ada.userId])
  );
  said.identity = {
    issuer: ISSUER,
    subject: randomUUID(),
    email: ada.email,
    emailVerified: true,
    methods: ["guildhall"],
  };
  const login = await begin(ada);
  const taken = await answer(login, await leave(login));
  assert.deepEqual([taken.ok, !taken.ok && taken.reason], [false, "not_linked"]);
  assert.equal((await rowOf(login)).state, "failed");
});

Deno.test("another provider's word about our own ids is worth nothing", async () => {
  const { ada } = await makeCast();
  said.identity = { issuer: "http://localhost:8000", subject: ada.userId, methods: ["guildhall"] };
  const login = await begin(ada);
  const taken = await answer(login, await leave(login));
  assert.deepEqual([taken.ok, !taken.ok && taken.reason], [false, "not_linked"]);
});

Deno.test("a connection of one tenant stands for nobody in another, though issuer and subject are the same", async () => {
  const { ada, max } = await makeCast();
  const [hers, his] = [await makeEnabledConnection(ada), await makeEnabledConnection(max)];
  const subject = randomUUID();
  said.identity = { issuer: ISSUER, subject, methods: ["oidc"] };
  await link(ada, { kind: "oidc", connectionId: hers, subject });
  await assert.rejects(begin(max, { kind: "oidc", connectionId: hers }), "it does not even begin");
  const atHis = await begin(max, { kind: "oidc", connectionId: his });
  const taken = await answer(atHis, await leave(atHis));
  assert.deepEqual([taken.ok, !taken.ok && taken.reason], [false, "no_address"]);
  const login = await begin(ada, { kind: "oidc", connectionId: hers });
  const arrived = await handOver(login, await answer(login, await leave(login)));
  assert(arrived.ok && arrived.session);
  assert.equal(await isByConnection(arrived.session), true);
});

Deno.test("a linked person who is no member of this tenant does not come in, and the row says so", async () => {
  const { ada, max } = await linkedCast();
  const login = await begin(max);
  const arrived = await handOver(login, await answer(login, await leave(login)));
  assert.deepEqual([arrived.ok, !arrived.ok && arrived.reason], [false, "not_a_member"]);
  assert.equal((await rowOf(login)).failed_because, "not_a_member");
  assert.ok(ada);
});

Deno.test("a link is made by who is signed in and began it, and is nobody else's afterwards", async () => {
  const { ada, ben } = await makeCast();
  const subject = randomUUID();
  said.identity = { issuer: ISSUER, subject, email: "ada@elsewhere.test", methods: ["guildhall"] };
  const session = await sessionFor(ada);
  const login = await begin(ada, { purpose: "link", session });
  const taken = await answer(login, await leave(login));
  const elsewhere = await handOver(login, taken, { session: await sessionFor(ben) });
  assert.deepEqual([elsewhere.ok, !elsewhere.ok && elsewhere.reason], [false, "over"]);

  const again = await begin(ada, { purpose: "link", session });
  const linked = await handOver(again, await answer(again, await leave(again)), { session });
  assert(linked.ok && linked.purpose === "link");
  assert.equal("session" in linked && linked.session, undefined, "no session is opened by a link");
  const came = await begin(ada);
  assert((await handOver(came, await answer(came, await leave(came)))).ok);

  const bens = await sessionFor(ben);
  const other = await begin(ben, { purpose: "link", session: bens });
  const refused = await handOver(other, await answer(other, await leave(other)), { session: bens });
  assert.deepEqual([refused.ok, !refused.ok && refused.reason], [false, "linked_to_other"]);
});

Deno.test("a victim who is led into the link of an attacker gives nothing away", async () => {
  const { ada, ben } = await makeCast();
  said.identity = { issuer: ISSUER, subject: randomUUID(), methods: ["guildhall"] };
  const attacker = await sessionFor(ben);
  const login = await begin(ben, { purpose: "link", session: attacker });
  const victim = { binding: newBearerSecret(), baseBinding: newBearerSecret() };
  const left = await leave(login, { baseBinding: victim.baseBinding });
  const taken = await answer(login, left, { baseBinding: victim.baseBinding });
  const session = await sessionFor(ada);
  assert.deepEqual(await handOver(login, taken, { binding: victim.binding, session }), OVER);
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.identity_links where subject = $1", [said.identity.subject])
  );
  assert.deepEqual(rows, []);
});

Deno.test("a login inside a session is begun for the person of that session alone", async () => {
  const { ada, ben } = await makeCast();
  const session = { sessionId: (await sessionFor(ben)).sessionId, userId: ada.userId };
  await assert.rejects(begin(ada, { purpose: "link", session }), { code: "42501" });
});

Deno.test("a step-up by somebody else's identity is refused", async () => {
  const { ada, ben } = await linkedCast();
  const session = await sessionFor(ben);
  const login = await begin(ben, { purpose: "step_up", session });
  const taken = await answer(login, await leave(login));
  assert.deepEqual([taken.ok, !taken.ok && taken.reason], [false, "other_person"]);
  const { entries: [entry] } = await listEntries(ben.tenant.id, { action: "member.sign_in_refused" });
  assert.deepEqual([entry.subjectId, entry.detail.because], [ben.id, "other_person"]);
  assert.ok(ada);
});

Deno.test("a step-up by one's own identity confirms the session that it began in, and brings back what was posted", async () => {
  const { ada, acme } = await linkedCast();
  const session = await sessionFor(ada, later(-3600));
  const keptForm = { path: "/api-keys", fields: { name: "Kept" } };
  const binding = newBearerSecret();
  const { userId, sessionId } = session;
  const loginId = await beginStepUp({
    tenant: acme,
    session: { userId, sessionId },
    returnPath: "/api-keys",
    keptForm,
    binding,
    now,
  });
  assert.equal((await askElsewhere({ tenant: acme, loginId, kind: "password", binding, now })).ok, false);
  const asked = await askElsewhere({ tenant: acme, loginId, kind: "guildhall", binding, now });
  assert(asked.ok);
  const login: Begun = {
    person: ada,
    kind: "guildhall",
    loginId,
    ticket: asked.goTo.searchParams.get("ticket")!,
    binding,
    baseBinding: newBearerSecret(),
  };
  const taken = await answer(login, await leave(login));
  const arrived = await handOver(login, taken, { session });
  assert(arrived.ok);
  assert.deepEqual([arrived.purpose, arrived.keptForm, arrived.session], ["step_up", keptForm, undefined]);
  const token = session.refreshToken;
  const refreshed = await refreshSession({ token, audience: acme.origin, now });
  assert(refreshed.ok);
  assert.deepEqual(refreshed.session.authenticatedAt, now);
  assert.deepEqual([...refreshed.session.recognitions].sort(), ["guildhall", "pwd"]);
});

Deno.test("a connection that answers a step-up late confirms nothing once another way was chosen", async () => {
  useMethods(key);
  const { ada, acme } = await makeCast();
  const connectionId = await makeEnabledConnection(ada);
  const subject = randomUUID();
  said.identity = { issuer: ISSUER, subject, methods: ["oidc", "mfa"] };
  await link(ada, { kind: "oidc", connectionId, subject });
  const session = await sessionFor(ada, later(-3600));
  const { userId, sessionId } = session;
  const binding = newBearerSecret();
  const stepUp = { tenant: acme, session: { userId, sessionId }, returnPath: "/records", binding, now };
  const loginId = await beginStepUp(stepUp);
  const asked = await askElsewhere({ tenant: acme, loginId, kind: "oidc", connectionId, binding, now });
  assert(asked.ok);
  const ticket = asked.goTo.searchParams.get("ticket")!;
  const login: Begun = {
    person: ada,
    kind: "oidc",
    connectionId,
    loginId,
    ticket,
    binding,
    baseBinding: newBearerSecret(),
  };
  const left = await leave(login);
  const { finish } = connected;
  // While the provider is asked, the same browser chooses another way.
  useMethods({
    ...connected,
    async finish(...args) {
      assert((await askElsewhere({ tenant: acme, loginId, kind: "passkey", binding, now })).ok);
      return await finish(...args);
    },
  });
  try {
    const taken = await answer(login, left);
    assert.deepEqual([taken.ok, !taken.ok && taken.reason], [false, "over"]);
  } finally {
    useMethods(connected);
  }
  assert.equal(await isByConnection(session), false);
});

Deno.test("who goes back from a connection and confirms here has confirmed by nothing else", async () => {
  useMethods(second);
  const { ada, acme } = await makeCast();
  const connectionId = await makeEnabledConnection(ada);
  const subject = randomUUID();
  await link(ada, { kind: "oidc", connectionId, subject });
  const session = await sessionFor(ada, later(-3600));
  const { userId, sessionId } = session;
  const binding = newBearerSecret();
  const returnPath = "/records";
  await withSecondFactors(ada, ["totp"], async () => {
    const stepUp = { tenant: acme, session: { userId, sessionId }, returnPath, binding, now };
    const loginId = await beginStepUp(stepUp);
    assert((await askElsewhere({ tenant: acme, loginId, kind: "oidc", connectionId, binding, now })).ok);
    const confirmed = await answerHere({
      tenant: acme,
      loginId,
      binding,
      kind: "totp",
      form: { code: "123456" },
      url: new URL("/auth/confirm", acme.origin),
      session: { sessionId },
      visitor,
      now,
    });
    assert(confirmed.ok);
  });
  assert.equal(await isByConnection(session), false);
});

Deno.test("who has to show a second factor inside may show one on the base host, and no connection in its place", async () => {
  useMethods(key);
  const { ada, acme } = await linkedCast();
  const session = await sessionFor(ada, later(-3600));
  const binding = newBearerSecret();
  await withSecondFactors(ada, ["passkey"], async () => {
    const loginId = await beginStepUp({
      tenant: acme,
      session,
      returnPath: "/records",
      needsStrong: true,
      binding,
      now,
    });
    for (const connectionId of [await makeEnabledConnection(ada), newId()]) {
      const asked = await askElsewhere({ tenant: acme, loginId, kind: "oidc", connectionId, binding, now });
      assert.deepEqual(asked, { ok: false, reason: "method_not_allowed" });
    }
    assert.equal((await askElsewhere({ tenant: acme, loginId, kind: "guildhall", binding, now })).ok, false);
    assert.equal((await askElsewhere({ tenant: acme, loginId, kind: "passkey", binding, now })).ok, true);
  });
});

Deno.test("a second factor that is asked for on the base host comes back with the first one", async () => {
  useMethods(key);
  const { ada, acme } = await linkedCast();
  await withSecondFactors(ada, ["passkey"], async () => {
    const login = await begin(ada);
    const first = await handOver(login, await answer(login, await leave(login)));
    assert.deepEqual([first.ok, !first.ok && first.reason], [false, "needs_second_factor"]);
    const { loginId, binding } = login;
    assert.equal((await askElsewhere({ tenant: acme, loginId, kind: "guildhall", binding, now })).ok, false);
    const stranger = { tenant: acme, loginId, kind: "passkey", binding: newBearerSecret(), now };
    assert.deepEqual(await askElsewhere(stranger), OVER);
    const asked = await askElsewhere({ ...stranger, binding });
    assert(asked.ok);
    const ticket = asked.goTo.searchParams.get("ticket")!;
    const left = await leaveForProvider({ ticket, baseBinding: login.baseBinding, visitor, now });
    assert(left.ok && left.leaveTo === undefined);
    assert.deepEqual([left.ask, left.callback], [
      { challenge: "x" },
      "http://localhost:8000/auth/callback/passkey",
    ]);
    const taken = await takeAnswer({
      kind: "passkey",
      url: new URL(left.callback),
      form: {},
      state: left.state,
      baseBinding: login.baseBinding,
      visitor,
      now,
    });
    const arrived = await handOver(login, taken);
    assert(arrived.ok && arrived.session);
    assert.deepEqual(arrived.session.recognitions, ["guildhall", "passkey"]);
  });
});

Deno.test("a way in that the house has forbidden meanwhile opens nothing, and the row says so", async () => {
  const { ada, acme } = await linkedCast();
  const login = await begin(ada);
  const taken = await answer(login, await leave(login));
  const actor = { kind: "member" as const, id: ada.userId, name: ada.name };
  const policy = { ...OPEN_POLICY, allowedMethods: ["password" as const] };
  assert((await savePolicy(acme.id, { policy, userId: ada.userId, place: "local", actor, now })).ok);
  const arrived = await handOver(login, taken);
  assert.deepEqual([arrived.ok, !arrived.ok && arrived.reason], [false, "method_not_allowed"]);
  assert.equal((await rowOf(login)).state, "failed");
});

Deno.test("a test login opens nothing, and gives what the provider said to the browser that began it, once", async () => {
  const { ada, acme } = await makeCast();
  const subject = randomUUID();
  said.identity = { issuer: ISSUER, subject, methods: ["oidc"], claims: { department: "Sales" } };
  const connectionId = newId();
  const login = await begin(ada, { purpose: "test", kind: "oidc", connectionId });
  const arrived = await handOver(login, await answer(login, await leave(login)));
  assert(arrived.ok && arrived.purpose === "test" && arrived.session === undefined);
  const take = (binding: string) =>
    asTenant(acme.id, (tx) => takeTest(tx, { loginId: login.loginId, binding, now }));
  assert.equal(await take(newBearerSecret()), undefined);
  const found = await take(login.binding);
  assert.equal(found?.connectionId, connectionId);
  assert.deepEqual(found?.identity.claims, { department: "Sales" });
  assert.equal(await take(login.binding), undefined);
});

type Begun =
  & { person: Person; kind: MethodKind; connectionId?: string; loginId: string; ticket: string }
  & Bound;
type Bound = { binding: string; baseBinding: string };
type Beginning = Partial<Pick<Parameters<typeof startLogin>[0], "purpose" | "connectionId" | "session">> & {
  kind?: "guildhall" | "oidc";
};

/** On the tenant's host. */
async function begin(
  person: Person,
  { kind = "guildhall", purpose = "sign_in", ...rest }: Beginning = {},
): Promise<Begun> {
  const binding = newBearerSecret();
  const started = await startLogin({
    tenant: person.tenant,
    method: kind === "guildhall" ? central : connected,
    purpose,
    form: {},
    returnPath: "/records",
    binding,
    visitor,
    now,
    ...rest,
    session: rest.session && { sessionId: rest.session.sessionId, userId: rest.session.userId },
  });
  assert(started.ok && started.goTo);
  const ticket = started.goTo.searchParams.get("ticket")!;
  const { connectionId } = rest;
  return {
    person,
    kind,
    connectionId,
    loginId: started.loginId,
    ticket,
    binding,
    baseBinding: newBearerSecret(),
  };
}

const visitor = { ip: "192.0.2.1" };

/** On the base host, on the way out, */
function leave(
  { ticket, baseBinding }: Begun,
  { at = now, ...changed }: { at?: Date; baseBinding?: string } = {},
) {
  return leaveForProvider({ ticket, baseBinding, ...changed, visitor, now: at });
}

type Changed = Partial<Parameters<typeof takeAnswer>[0]> & { at?: Date };

/** and on the way back. */
function answer(
  { kind, connectionId, baseBinding }: Begun,
  left: Awaited<ReturnType<typeof leave>>,
  { at = now, ...changed }: Changed = {},
) {
  assert(left.ok && left.leaveTo);
  const state = left.leaveTo.searchParams.get("state")!;
  const path = connectionId ? `${kind}/${publicId("con", connectionId)}` : kind;
  const url = new URL(`http://localhost:8000/auth/callback/${path}?state=${state}`);
  return takeAnswer({
    kind,
    connectionId,
    baseBinding,
    url,
    form: {},
    state,
    visitor,
    now: at,
    ...changed,
  });
}

type Handed = Partial<Parameters<typeof takeHandoff>[0]> & { at?: Date };

/** On the tenant's host again. */
function handOver(
  { person, binding }: Begun,
  taken: Awaited<ReturnType<typeof takeAnswer>>,
  { at = now, ...changed }: Handed = {},
) {
  assert(taken.ok, JSON.stringify(taken));
  assert.equal(taken.goTo.origin, person.tenant.origin);
  const code = taken.goTo.searchParams.get("code")!;
  return takeHandoff({ tenant: person.tenant, code, binding, visitor, now: at, ...changed });
}

/** Ada has linked what the provider says next. */
async function linkedCast() {
  const cast = await makeCast();
  const subject = randomUUID();
  await link(cast.ada, { kind: "guildhall", subject });
  said.identity = { issuer: ISSUER, subject, methods: ["guildhall"] };
  return cast;
}

async function link(
  member: Person,
  { subject, ...linking }: { kind: MethodKind; connectionId?: string; subject: string },
) {
  const identity = { issuer: ISSUER, subject };
  const linked = await asTenant(
    member.tenant.id,
    (tx) => linkIdentity(tx, { ...linking, identity, member, now }),
  );
  assert(linked.ok);
}

/** Whether the session's row knows that a tenant's connection has spoken. */
async function isByConnection({ sessionId }: { sessionId: string }): Promise<boolean> {
  const { rows } = await asSuperuser((client) =>
    client.query("select connection_id is not null as by_connection from platform.sessions where id = $1", [
      sessionId,
    ])
  );
  return rows[0].by_connection;
}

async function rowOf({ loginId }: Begun) {
  const { rows } = await asSuperuser((client) =>
    client.query("select * from platform.login_transactions where id = $1", [loginId])
  );
  return rows[0];
}

Deno.test("no secret of a login is in its row", async () => {
  const { ada } = await linkedCast();
  const login = await begin(ada);
  const left = await leave(login);
  assert(left.ok && left.leaveTo);
  const text = JSON.stringify(await rowOf(login));
  for (const secret of [login.binding, login.baseBinding, login.ticket, left.leaveTo.search, "kept"]) {
    assert.ok(!text.includes(secret), secret);
  }
  assert.deepEqual(
    (await rowOf(login)).tenant_binding,
    Buffer.from(hashBearerSecret(login.binding)),
  );
});
