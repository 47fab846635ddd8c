import assert from "node:assert/strict";
import { exportPKCS8, generateKeyPair, jwtVerify } from "jose";
import { providers } from "../settings.ts";
import { type ForgingIssuer, startForgingIssuer } from "@/tests/support/forging_issuer.ts";
import { beginCeremony, finishCeremony } from "@/tests/support/oidc_ceremony.ts";
import { apple } from "./method.ts";

const team = await generateKeyPair("ES256", { extractable: true });
const privateKey = await exportPKCS8(team.privateKey);

Deno.test("apple is asked for a post, and shown a secret that the team's key signed just now", () =>
  atApple(async (issuer) => {
    const ceremony = await beginCeremony(apple);
    assert.equal(ceremony.leaveTo.searchParams.get("response_mode"), "form_post");
    assert.equal(ceremony.leaveTo.searchParams.get("scope"), "openid name email");
    assert.ok((await finishCeremony(apple, ceremony)).ok);
    const secret = issuer.tokenForm.get("client_secret")!;
    const { payload, protectedHeader } = await jwtVerify(secret, team.publicKey, {
      issuer: "TEAM123456",
      subject: "rowhouse",
      audience: issuer.url,
      maxTokenAge: 60,
    });
    assert.equal(protectedHeader.kid, "KEY1234567");
    assert.ok(payload.exp! - payload.iat! <= 300);
    assert.equal(issuer.authorization, undefined);
  }));

Deno.test("apple says in words that an address is verified, and hides it behind a relay", () =>
  atApple(async (issuer) => {
    issuer.claims = {
      email: "x7ycdk2@privaterelay.appleid.com",
      email_verified: "true",
      is_private_email: "true",
    };
    const finished = await finishCeremony(apple, await beginCeremony(apple));
    assert.ok(finished.ok);
    const { email, emailVerified, name, methods } = finished.identity;
    assert.deepEqual({ email, emailVerified, name, methods }, {
      email: "x7ycdk2@privaterelay.appleid.com",
      emailVerified: true,
      name: undefined,
      methods: ["apple"],
    });
  }));

Deno.test("apple does not take an address for verified that is not", () =>
  atApple(async (issuer) => {
    for (const email_verified of ["false", false, "yes", 1, undefined]) {
      issuer.claims.email_verified = email_verified;
      const finished = await finishCeremony(apple, await beginCeremony(apple));
      assert.equal(finished.ok && finished.identity.emailVerified, false, String(email_verified));
    }
  }));

Deno.test("apple tells a name at the first visit, beside the token", () =>
  atApple(async () => {
    const named = async (user: string) => {
      const finished = await finishCeremony(apple, await beginCeremony(apple), { user });
      assert.ok(finished.ok);
      return [finished.identity.name, finished.identity.email];
    };
    const first = { name: { firstName: "Ada", lastName: "Lovelace" }, email: "max@globex.test" };
    assert.deepEqual(await named(JSON.stringify(first)), ["Ada Lovelace", "ada@acme.test"]);
    assert.deepEqual(await named(JSON.stringify({ name: { firstName: "Ada" } })), ["Ada", "ada@acme.test"]);
    for (const odd of ["", "no JSON", "null", '{"name":"Ada"}', '{"name":{"firstName":"A\\u0000"}}']) {
      assert.deepEqual(await named(odd), [undefined, "ada@acme.test"], odd);
    }
  }));

Deno.test("apple takes its answer from the post alone", () =>
  atApple(async () => {
    const ceremony = await beginCeremony(apple);
    const url = new URL(ceremony.callback);
    url.searchParams.set("state", ceremony.state);
    url.searchParams.set("code", ceremony.leaveTo.searchParams.get("nonce")!);
    const visited = { url, form: {}, state: ceremony.state, visitor: { ip: "192.0.2.1" }, now: new Date() };
    assert.deepEqual(await apple.finish(ceremony.login, visited), { ok: false, reason: "answer_refused" });
  }));

async function atApple(work: (issuer: ForgingIssuer) => Promise<void>) {
  await using issuer = await startForgingIssuer();
  issuer.metadata.token_endpoint_auth_methods_supported = ["client_secret_post"];
  issuer.metadata.userinfo_endpoint = undefined;
  providers.apple = {
    issuer: issuer.url,
    clientId: "rowhouse",
    teamId: "TEAM123456",
    keyId: "KEY1234567",
    privateKey,
  };
  try {
    await work(issuer);
  } finally {
    providers.apple = undefined;
  }
}
