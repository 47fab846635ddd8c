import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { newId, publicId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { makeConnection } from "@/tests/support/connections.ts";
import { redisTest } from "@/tests/support/redis.ts";
import {
  authentication,
  confirmation,
  IDP,
  keyOf,
  posted,
  response,
  sign,
} from "@/tests/support/saml_forge.ts";
import { addressed, samlDraft } from "@/tests/support/saml_house.ts";
import { logged, onRedisState } from "@/tests/support/state.ts";
import type { Login, Purpose } from "../port.ts";
import { saml } from "./method.ts";

const NOW = new Date();

async function setting({ purpose = "sign_in" as Purpose, ip = randomUUID() as string } = {}) {
  const { ada, max } = await makeCast();
  const connectionId = await makeConnection(ada, await samlDraft({ groupsAttribute: "groups" }));
  return { ada, max, connectionId, ip, purpose };
}

function loginOf({ tenant }: Person, connectionId: string, purpose: Purpose): Login {
  return { id: newId(), tenantId: tenant.id, purpose, kind: "saml", connectionId, notes: {} };
}

/** A login that has started, and where its answer would be addressed to. */
async function begun({ ada, connectionId, ip, purpose }: Awaited<ReturnType<typeof setting>>) {
  const login = loginOf(ada, connectionId, purpose);
  const started = await saml.start!(login, {
    origin: "",
    callback: "https://unused.test",
    state: randomUUID(),
    visitor: { ip },
    now: NOW,
    form: {},
  });
  assert.ok(started.ok && started.leaveTo);
  return { login: { ...login, notes: JSON.parse(JSON.stringify(started.notes)) }, url: started.leaveTo, ip };
}

async function finished({ login, ip }: { login: Login; ip: string }, SAMLResponse: string) {
  const url = new URL("https://unused.test");
  return await saml.finish(login, { url, form: { SAMLResponse }, state: "", visitor: { ip }, now: NOW });
}

async function signed(written: Parameters<typeof response>[0]): Promise<string> {
  return posted(sign(response({ now: NOW, ...written }), { key: await keyOf("idp") }));
}

function reasonOf(outcome: { ok: true } | { ok: false; reason: string }): string {
  return outcome.ok ? "accepted" : outcome.reason;
}

Deno.test("saml.start() leads to the provider and writes down what it asked", async () => {
  const { url, login } = await begun(await setting());
  assert.equal(url.origin + url.pathname, "https://idp.acme.test/sso");
  const { inResponseTo, recipient, audience } = addressed(url);
  assert.equal(login.notes.requestId, inResponseTo);
  const id = publicId("con", login.connectionId!);
  assert.ok(recipient!.endsWith(`/auth/callback/saml/${id}`), recipient!);
  assert.ok(audience!.endsWith(`/auth/saml/${id}/metadata`), audience!);
});

Deno.test("saml.finish() says who it is", async () => {
  const set = await setting();
  const { login, url, ip } = await begun(set);
  const outcome = await finished({ login, ip }, await signed(addressed(url)));
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const { issuer, subject, connectionId, methods, groups } = outcome.identity;
  assert.deepEqual({ issuer, subject, connectionId, methods, groups }, {
    issuer: IDP,
    subject: "emailAddress:ada@acme.test",
    connectionId: set.connectionId,
    methods: ["saml"],
    groups: [],
  });
});

Deno.test("saml knows a connection of its own tenant alone", async () => {
  const { max, connectionId, ip } = await setting();
  const login = loginOf(max, connectionId, "sign_in");
  const started = await saml.start!(login, {
    origin: "",
    callback: "",
    state: "",
    visitor: { ip },
    now: NOW,
    form: {},
  });
  assert.equal(reasonOf(started), "unknown_connection");
  const notes = { requestId: "_request-of-long-ago", startedAt: NOW };
  assert.equal(reasonOf(await finished({ login: { ...login, notes }, ip }, "")), "unknown_connection");
});

Deno.test("saml.finish() takes nothing for a login that asked nothing", async () => {
  const { login, url, ip } = await begun(await setting());
  const outcome = await finished({ login: { ...login, notes: {} }, ip }, await signed(addressed(url)));
  assert.equal(reasonOf(outcome), "unknown_connection");
});

Deno.test("saml.finish() refuses an answer to another browser's request", async () => {
  const set = await setting();
  const [mine, theirs] = [await begun(set), await begun(set)];
  assert.equal(reasonOf(await finished(mine, await signed(addressed(theirs.url)))), "foreign_request");
});

Deno.test("saml.finish() refuses an answer of another connection's provider", async () => {
  const set = await setting();
  const other = await makeConnection(set.ada, await samlDraft());
  const [mine, theirs] = [await begun(set), await begun({ ...set, connectionId: other })];
  const { inResponseTo } = addressed(mine.url);
  const mixed = { ...addressed(theirs.url), inResponseTo, confirmedRequest: inResponseTo };
  assert.equal(reasonOf(await finished(mine, await signed(mixed))), "destination");
});

Deno.test("saml.finish() takes one assertion once, though it answers two requests", async () => {
  const set = await setting();
  const [first, second] = [await begun(set), await begun(set)];
  const both = [first, second].map(({ url }) => confirmation({ now: NOW, ...addressed(url) })).join("");
  const responses = await Promise.all(
    [first, second].map(({ url }) => signed({ ...addressed(url), confirmation: both })),
  );
  assert.equal(reasonOf(await finished(first, responses[0])), "accepted");
  assert.equal(reasonOf(await finished(second, responses[1])), "replayed");
});

Deno.test("saml.finish() takes one of the same responses that come together", async () => {
  const { login, url, ip } = await begun(await setting());
  const field = await signed(addressed(url));
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => finished({ login, ip }, field)));
  assert.deepEqual(outcomes.map(reasonOf).sort(), ["accepted", ...Array(4).fill("replayed")]);
});

Deno.test("a step-up asks the provider for a new proof, and takes no old one", async () => {
  const set = await setting({ purpose: "step_up" });
  const [stale, fresh] = [await begun(set), await begun(set)];
  const long = new Date(NOW.getTime() - 10 * 60_000);
  const old = await signed({ ...addressed(stale.url), authentication: authentication({ now: long }) });
  assert.equal(reasonOf(await finished(stale, old)), "not_fresh");
  assert.equal(reasonOf(await finished(fresh, await signed(addressed(fresh.url)))), "accepted");
});

Deno.test("saml.finish() tells an admin what stood there, and the log only why", async () => {
  const { login, url, ip } = await begun(await setting());
  const field = await signed({ ...addressed(url), audience: "https://elsewhere.test" });
  const lines = await logged(async () => {
    assert.deepEqual(await finished({ login, ip }, field), {
      ok: false,
      reason: "audience",
      detail: "https://elsewhere.test",
    });
  });
  assert.deepEqual(lines.map(({ event }) => event), ["SAML response refused"]);
  assert.doesNotMatch(JSON.stringify(lines), /elsewhere|ada@acme/);
});

Deno.test("saml.finish() reads sixty responses of one place, then one a second", async () => {
  const { login, ip } = await begun(await setting());
  for (let n = 0; n < 60; n++) assert.equal(reasonOf(await finished({ login, ip }, "")), "no_response");
  assert.deepEqual(await finished({ login, ip }, ""), {
    ok: false,
    reason: "too_many",
    retryAfterSeconds: 1,
  });
  assert.equal(reasonOf(await finished({ login, ip: randomUUID() }, "")), "no_response");
});

Deno.test("saml.finish() keeps a connection that is flooded from everywhere from taking every core", async () => {
  const set = await setting();
  const { login } = await begun(set);
  for (let n = 0; n < 300; n++) await finished({ login, ip: randomUUID() }, "");
  assert.equal(reasonOf(await finished({ login, ip: randomUUID() }, "")), "too_many");
  const other = await begun({ ...set, connectionId: await makeConnection(set.ada, await samlDraft()) });
  assert.equal(reasonOf(await finished(other, "")), "no_response");
});

redisTest("saml.finish() reads nothing uncounted", async () => {
  const { login, ip } = await begun(await setting());
  await onRedisState(async (redis) => {
    await finished({ login, ip }, "");
    await redis.kill();
    await logged(async () => {
      assert.equal(reasonOf(await finished({ login, ip }, "")), "paused");
    });
  });
});
