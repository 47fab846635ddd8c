import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { generateKeyPair, SignJWT } from "jose";
import { newId } from "@/lib/ids.ts";
import { DEMO_CLIENT } from "@/sandbox/identity/openid/openid_provider.ts";
import { type StartedIdentity, startIdentity } from "@/sandbox/identity/start_identity.ts";
import { type ForgingIssuer, startForgingIssuer } from "@/tests/support/forging_issuer.ts";
import { visitProvider } from "@/tests/support/visit_provider.ts";
import type { Login } from "../port.ts";
import { forgetProvider } from "./find_provider.ts";
import { finishOidc } from "./finish_oidc.ts";
import { identityOf } from "./identity_of.ts";
import type { OidcClient } from "./oidc_client.ts";
import { startOidc } from "./start_oidc.ts";

const ORIGIN = "http://localhost:8000";
const CALLBACK = `${ORIGIN}/auth/callback/oidc/con_1`;
const visitor = { ip: "192.0.2.1" };
const dataDir = Deno.makeTempDirSync();
let demo: StartedIdentity;

Deno.test.beforeAll(async () => {
  demo = await startIdentity({ dataDir, port: 0, origin: ORIGIN });
});

Deno.test.afterAll(async () => {
  await demo.stop();
  Deno.removeSync(dataDir, { recursive: true });
});

Deno.test("finishOidc() knows a person of a real provider again", () =>
  atDemoProvider(async (client) => {
    const { login, leaveTo } = await begin(client);
    assert.equal(leaveTo.searchParams.get("code_challenge_method"), "S256");
    const told = await finish(client, { login, back: await visitProvider(leaveTo, { person: "acme-ada" }) });
    assert.ok(told.ok);
    const identity = identityOf(told.claims, { ...client, recognition: "oidc" });
    assert.deepEqual({ ...identity, claims: undefined, authenticatedAt: undefined }, {
      issuer: client.issuer,
      subject: "acme-ada",
      connectionId: "con_1",
      email: "ada@acme.test",
      emailVerified: true,
      name: "Ada",
      groups: ["engineering", "administrators"],
      methods: ["oidc"],
      authenticatedAt: undefined,
      claims: undefined,
    });
    assert.deepEqual([identity.claims?.email, identity.claims?.nonce], ["ada@acme.test", undefined]);
  }));

Deno.test("finishOidc() hears from a real provider that the person refused", () =>
  atDemoProvider(async (client) => {
    const { login, leaveTo } = await begin(client);
    const told = await finish(client, { login, back: await visitProvider(leaveTo, { refuses: true }) });
    assert.deepEqual(told, { ok: false, reason: "denied" });
  }));

Deno.test("finishOidc() gets nothing for a code of a real provider the second time", () =>
  atDemoProvider(async (client) => {
    const { login, leaveTo } = await begin(client);
    const back = await visitProvider(leaveTo, { person: "acme-ada" });
    assert.ok((await finish(client, { login, back })).ok);
    assert.deepEqual(await finish(client, { login, back }), { ok: false, reason: "code_refused" });
  }));

Deno.test("finishOidc() gets nothing for a code with the verifier of another login", () =>
  atDemoProvider(async (client) => {
    const [mine, other] = [await begin(client), await begin(client)];
    const back = await visitProvider(mine.leaveTo, { person: "acme-ada" });
    const login = { ...mine.login, notes: { ...mine.login.notes, verifier: other.login.notes.verifier } };
    assert.deepEqual(await finish(client, { login, back }), { ok: false, reason: "code_refused" });
  }));

Deno.test("finishOidc() cannot bring another person's code into its own login", () =>
  atDemoProvider(async (client) => {
    const [mine, other] = [await begin(client), await begin(client)];
    const back = await visitProvider(mine.leaveTo, { person: "acme-ada" });
    const stolen = await visitProvider(other.leaveTo, { person: "acme-ben" });
    back.searchParams.set("code", stolen.searchParams.get("code")!);
    const told = await finish(client, { login: mine.login, back });
    assert.deepEqual(told, { ok: false, reason: "code_refused" });
  }));

Deno.test("finishOidc() says so when the provider does not take our secret", () =>
  atDemoProvider(async (client) => {
    const wrong = { ...client, clientSecret: () => Promise.resolve("wrong") };
    const { login, leaveTo } = await begin(wrong);
    const told = await finish(wrong, { login, back: await visitProvider(leaveTo, { person: "acme-ada" }) });
    assert.deepEqual(told, { ok: false, reason: "client_refused" });
  }));

Deno.test("finishOidc() proves in a step-up that the person was there just now", () =>
  atDemoProvider(async (client) => {
    const { login, leaveTo } = await begin(client, { purpose: "step_up" });
    assert.deepEqual([leaveTo.searchParams.get("prompt"), leaveTo.searchParams.get("max_age")], [
      "login",
      "0",
    ]);
    const told = await finish(client, { login, back: await visitProvider(leaveTo, { person: "acme-ada" }) });
    assert.ok(told.ok);
    assert.ok(
      identityOf(told.claims, { ...client, recognition: "oidc" }).authenticatedAt! >=
        new Date(Date.now() - 60_000),
    );
  }));

const REFUSED_ANSWERS: Record<string, (back: URL) => void> = {
  "without a state": (back) => back.searchParams.delete("state"),
  "with another state": (back) => back.searchParams.set("state", "other"),
  "with two states": (back) => back.searchParams.append("state", "other"),
  "without a code": (back) => back.searchParams.delete("code"),
  "with the issuer of another provider": (back) => back.searchParams.set("iss", "https://other.test"),
  "without the issuer that it promises": (back) => back.searchParams.delete("iss"),
  "at the callback of another connection": (back) => void (back.pathname = "/auth/callback/oidc/con_2"),
};

for (const [name, change] of Object.entries(REFUSED_ANSWERS)) {
  Deno.test(`finishOidc() refuses an answer ${name}`, () =>
    atDemoProvider(async (client) => {
      const { login, leaveTo } = await begin(client);
      const back = await visitProvider(leaveTo, { person: "acme-ada" });
      change(back);
      assert.deepEqual(await finish(client, { login, back }), { ok: false, reason: "answer_refused" });
    }));
}

type Forging = { name: string; reason: string; forge(issuer: ForgingIssuer): void | Promise<void> };

const soon = () => Math.floor(Date.now() / 1000) + 60;
const FORGED_TOKENS: Forging[] = [
  { name: "without a nonce", reason: "nonce_wrong", forge: (it) => void (it.claims.nonce = undefined) },
  { name: "with the nonce of another", reason: "nonce_wrong", forge: (it) => void (it.claims.nonce = "x") },
  {
    name: "of another issuer",
    reason: "issuer_wrong",
    forge: (it) => void (it.claims.iss = "https://other.test"),
  },
  { name: "for another client", reason: "audience_wrong", forge: (it) => void (it.claims.aud = "other") },
  {
    name: "for several clients that does not say for which",
    reason: "audience_wrong",
    forge: (it) => void (it.claims.aud = ["rowhouse", "other"]),
  },
  {
    name: "that another client was meant to get",
    reason: "audience_wrong",
    forge: (it) => void (it.claims = { aud: ["rowhouse", "other"], azp: "other" }),
  },
  { name: "that is over", reason: "expired", forge: (it) => void (it.claims.exp = soon() - 120) },
  { name: "without an end", reason: "token_refused", forge: (it) => void (it.claims.exp = undefined) },
  { name: "of nobody", reason: "token_refused", forge: (it) => void (it.claims.sub = undefined) },
  {
    name: "signed with a foreign key of the same name",
    reason: "signature_wrong",
    forge: async (it) => {
      const { privateKey } = await generateKeyPair("RS256");
      it.sign = ({ claims, header }) => new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    },
  },
  {
    name: "signed with a key that it brings along",
    reason: "signature_wrong",
    forge: async (it) => {
      const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
      const jwk = await crypto.subtle.exportKey("jwk", publicKey);
      it.sign = ({ claims }) =>
        new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "mine", jwk }).sign(privateKey);
    },
  },
  {
    name: "that nobody signed",
    reason: "token_refused",
    forge: (it) => void (it.sign = ({ claims }) => `${inBase64({ alg: "none" })}.${inBase64(claims)}.`),
  },
  {
    name: "that says none of a signed one",
    reason: "token_refused",
    forge: (it) => {
      it.sign = async ({ claims, header, key }) => {
        const [, body, signature] = (await new SignJWT(claims).setProtectedHeader(header).sign(key)).split(
          ".",
        );
        return `${inBase64({ alg: "none" })}.${body}.${signature}`;
      };
    },
  },
  {
    name: "signed with our public knowledge of its key as a password",
    reason: "token_refused",
    forge: (it) => {
      it.metadata.id_token_signing_alg_values_supported = ["RS256", "HS256"];
      it.sign = async ({ claims }) =>
        await new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "own" })
          .sign(new TextEncoder().encode(await it.publicKey()));
    },
  },
  {
    name: "signed with the client's secret",
    reason: "token_refused",
    forge: (it) => {
      it.metadata.id_token_signing_alg_values_supported = ["RS256", "HS256"];
      it.sign = async ({ claims }) =>
        await new SignJWT(claims).setProtectedHeader({ alg: "HS256" })
          .sign(new TextEncoder().encode("0123456789abcdef0123456789abcdef"));
    },
  },
  {
    name: "whose body was changed after it was signed",
    reason: "signature_wrong",
    forge: (it) => {
      it.sign = async ({ claims, header, key }) => {
        const [head, , end] = (await new SignJWT(claims).setProtectedHeader(header).sign(key)).split(".");
        return `${head}.${inBase64({ ...claims, sub: "ben" })}.${end}`;
      };
    },
  },
  { name: "that is none", reason: "token_refused", forge: (it) => void (it.sign = () => "a.b.c") },
];

for (const { name, reason, forge } of FORGED_TOKENS) {
  Deno.test(`finishOidc() refuses an ID token ${name}`, () =>
    atForgingIssuer(async (client, issuer) => {
      await forge(issuer);
      const { login, back } = await beginForged(client);
      assert.deepEqual(await finish(client, { login, back }), { ok: false, reason });
    }));
}

Deno.test("finishOidc() believes the same issuer when it forges nothing", () =>
  atForgingIssuer(async (client, issuer) => {
    const { login, back } = await beginForged(client);
    const told = await finish(client, { login, back });
    assert.equal(told.ok && told.claims.sub, "ada");
    assert.ok(issuer.asked.includes("/jwks"), "The signature was checked");
    assert.equal(issuer.tokenForm.get("redirect_uri"), CALLBACK);
    assert.equal(issuer.tokenForm.get("code_verifier"), login.notes.verifier);
  }));

Deno.test("finishOidc() remembers the keys of a provider for the next login", () =>
  atForgingIssuer(async (client, issuer) => {
    for (let logins = 0; logins < 3; logins++) {
      assert.ok((await finish(client, await beginForged(client))).ok);
    }
    assert.equal(issuer.asked.filter((it) => it === "/jwks").length, 1);
  }));

Deno.test("finishOidc() takes a token for several clients that names us", () =>
  atForgingIssuer(async (client, issuer) => {
    issuer.claims = { aud: ["rowhouse", "other"], azp: "rowhouse" };
    const { login, back } = await beginForged(client);
    assert.ok((await finish(client, { login, back })).ok);
  }));

Deno.test("finishOidc() takes clocks that differ by half a minute, and no more", () =>
  atForgingIssuer(async (client, issuer) => {
    issuer.claims.exp = soon() - 60;
    const { login, back } = await beginForged(client);
    const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
    assert.ok((await finish(client, { login, back, now: later(20) })).ok);
    assert.deepEqual(await finish(client, { login, back, now: later(40) }), { ok: false, reason: "expired" });
  }));

Deno.test("finishOidc() refuses a step-up whose provider remembers the person from before", () =>
  atForgingIssuer(async (client, issuer) => {
    for (const auth_time of [soon() - 3_600, undefined]) {
      issuer.claims.auth_time = auth_time;
      const { login, back } = await beginForged(client, { purpose: "step_up" });
      assert.deepEqual(await finish(client, { login, back }), { ok: false, reason: "not_fresh" });
    }
    issuer.claims.auth_time = soon() - 60;
    const { login, back } = await beginForged(client, { purpose: "step_up" });
    assert.ok((await finish(client, { login, back })).ok);
  }));

Deno.test("finishOidc() asks the userinfo endpoint for what the ID token leaves out, of the same person alone", () =>
  atForgingIssuer(async (client, issuer) => {
    issuer.claims.email = undefined;
    issuer.userinfo = { email: "ada@acme.test", groups: ["finance"], iss: "https://other.test" };
    const first = await beginForged(client);
    const told = await finish(client, first);
    assert.ok(told.ok);
    assert.deepEqual([told.claims.email, told.claims.iss], ["ada@acme.test", issuer.url]);
    assert.deepEqual(identityOf(told.claims, { ...client, recognition: "oidc" }).groups, ["finance"]);
    issuer.userinfo.sub = "ben";
    assert.deepEqual(await finish(client, await beginForged(client)), { ok: false, reason: "token_refused" });
  }));

const BAD_ENDPOINTS = { token_endpoint: "/token", jwks_uri: "/jwks", userinfo_endpoint: "/userinfo" };

for (const [endpoint, path] of Object.entries(BAD_ENDPOINTS)) {
  Deno.test(`finishOidc() fetches no ${endpoint} at a private address, nor where it redirects to`, () =>
    atForgingIssuer(async (client, issuer) => {
      issuer.claims.email = undefined;
      issuer.metadata[endpoint] = "https://169.254.169.254/latest";
      const privately = await beginForged(client);
      assert.deepEqual(await finish(client, privately), { ok: false, reason: "private_address" });
      delete issuer.metadata[endpoint];
      issuer.answers[path] = () =>
        new Response(null, { status: 302, headers: { location: "http://169.254.169.254/" } });
      forgetProvider(client.issuer);
      assert.deepEqual(await finish(client, await beginForged(client)), { ok: false, reason: "redirected" });
    }));
}

Deno.test("finishOidc() refuses the answer of a login that began with another issuer", () =>
  atForgingIssuer(async (client) => {
    const { login, back } = await beginForged(client);
    const elsewhere = { ...login, notes: { ...login.notes, issuer: "https://other.test" } };
    assert.deepEqual(await finish(client, { login: elsewhere, back }), {
      ok: false,
      reason: "connection_gone",
    });
  }));

Deno.test("finishOidc() refuses a login that asked nothing", () =>
  atForgingIssuer(async (client) => {
    const { login, back } = await beginForged(client);
    const told = await finish(client, { login: { ...login, notes: {} }, back });
    assert.deepEqual(told, { ok: false, reason: "answer_refused" });
  }));

Deno.test("finishOidc() tells a provider's own trouble from a no", () =>
  atForgingIssuer(async (client) => {
    const reasons = {
      server_error: "provider_error",
      access_denied: "denied",
      user_cancelled_authorize: "denied",
    };
    for (const [error, reason] of Object.entries(reasons)) {
      const { login, back } = await beginForged(client);
      back.searchParams.delete("code");
      back.searchParams.set("error", error);
      assert.deepEqual(await finish(client, { login, back }), { ok: false, reason });
    }
  }));

type Begun = { login: Login; leaveTo: URL };

async function begin(client: OidcClient, { purpose = "sign_in" as Login["purpose"] } = {}): Promise<Begun> {
  const login = { id: newId(), tenantId: newId(), purpose, kind: "oidc" as const, notes: {} };
  const asked = {
    origin: "",
    callback: CALLBACK,
    state: crypto.randomUUID(),
    visitor,
    now: new Date(),
    form: {},
  };
  const started = await startOidc(client, login, asked);
  assert.ok(started.ok && started.leaveTo);
  return { login: { ...login, notes: started.notes! }, leaveTo: started.leaveTo };
}

/** The forging issuer needs no visit: it takes the nonce for a code. */
async function beginForged(client: OidcClient, asked = {}): Promise<{ login: Login; back: URL }> {
  const { login, leaveTo } = await begin(client, asked);
  const back = new URL(CALLBACK);
  back.searchParams.set("state", leaveTo.searchParams.get("state")!);
  back.searchParams.set("code", leaveTo.searchParams.get("nonce")!);
  return { login, back };
}

type Return = { login: Login; back: URL; now?: Date };

function finish(client: OidcClient, { login, back, now = new Date() }: Return) {
  const state = back.searchParams.get("state") ?? "";
  return finishOidc(client, login, { url: back, form: {}, state, visitor, now });
}

function clientAt(issuer: string): OidcClient {
  return {
    issuer,
    clientId: DEMO_CLIENT.id,
    clientSecret: () => Promise.resolve(DEMO_CLIENT.secret),
    scopes: ["email", "profile", "groups"],
    connectionId: "con_1",
    groupsClaim: "groups",
  };
}

function atDemoProvider(work: (client: OidcClient) => Promise<void>) {
  return work(clientAt(demo.url));
}

async function atForgingIssuer(work: (client: OidcClient, issuer: ForgingIssuer) => Promise<void>) {
  await using issuer = await startForgingIssuer();
  await work(clientAt(issuer.url), issuer);
}

function inBase64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
