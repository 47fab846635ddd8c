import assert from "node:assert/strict";
import { providers } from "../settings.ts";
import { type ForgingIssuer, startForgingIssuer } from "@/tests/support/forging_issuer.ts";
import { beginCeremony, finishCeremony } from "@/tests/support/oidc_ceremony.ts";
import { google } from "./method.ts";

Deno.test("google knows a person by the subject, and shows the domain of a Workspace", () =>
  atGoogle(async (issuer) => {
    issuer.claims = { sub: "110248495921238986420", hd: "acme.test", email_verified: true, name: "Ada" };
    const ceremony = await beginCeremony(google);
    assert.equal(ceremony.leaveTo.searchParams.get("prompt"), "select_account");
    assert.equal(ceremony.leaveTo.searchParams.get("scope"), "openid email profile");
    const finished = await finishCeremony(google, ceremony);
    assert.ok(finished.ok);
    const { subject, connectionId, email, emailVerified, methods, claims } = finished.identity;
    assert.deepEqual({ subject, connectionId, email, emailVerified, methods, domain: claims?.hd }, {
      subject: "110248495921238986420",
      connectionId: undefined,
      email: "ada@acme.test",
      emailVerified: true,
      methods: ["google"],
      domain: "acme.test",
    });
  }));

Deno.test("google refuses the token of another app", () =>
  atGoogle(async (issuer) => {
    issuer.claims.aud = "another-app.apps.googleusercontent.com";
    const finished = await finishCeremony(google, await beginCeremony(google));
    assert.deepEqual(finished, { ok: false, reason: "audience_wrong" });
  }));

Deno.test("google confirms nobody of whom it does not say when they were there", () =>
  atGoogle(async () => {
    const finished = await finishCeremony(google, await beginCeremony(google, { purpose: "step_up" }));
    assert.deepEqual(finished, { ok: false, reason: "not_fresh" });
  }));

Deno.test("google is there when it is set up, and says so when it is gone", async () => {
  assert.equal(google.isAvailable?.(), false);
  await atGoogle(async () => {
    assert.equal(google.isAvailable?.(), true);
    const ceremony = await beginCeremony(google);
    providers.google = undefined;
    assert.deepEqual(await finishCeremony(google, ceremony), { ok: false, reason: "connection_gone" });
  });
});

async function atGoogle(work: (issuer: ForgingIssuer) => Promise<void>) {
  await using issuer = await startForgingIssuer();
  providers.google = { issuer: issuer.url, clientId: "rowhouse", clientSecret: "secret" };
  try {
    await work(issuer);
  } finally {
    providers.google = undefined;
  }
}
