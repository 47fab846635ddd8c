import assert from "node:assert/strict";
import { type ForgingIssuer, startForgingIssuer } from "@/tests/support/forging_issuer.ts";
import { findProvider, forgetProvider } from "./find_provider.ts";

const now = new Date();
const PATH = "/.well-known/openid-configuration";

Deno.test("findProvider() reads what a provider says of itself, and believes it for ten minutes", async () => {
  await using issuer = await startForgingIssuer();
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const found = await findProvider(issuer.url, now);
  assert.ok(found.ok);
  assert.equal(found.provider.token_endpoint, `${issuer.url}/token`);
  await findProvider(issuer.url, later(9));
  assert.equal(issuer.asked.length, 1);
  await findProvider(issuer.url, later(11));
  assert.equal(issuer.asked.length, 2);
  forgetProvider(issuer.url);
  await findProvider(issuer.url, later(11));
  assert.equal(issuer.asked.length, 3);
});

Deno.test("findProvider() keeps no refusal", async () => {
  await using issuer = await startForgingIssuer();
  issuer.answers[PATH] = () => new Response("Soon", { status: 503 });
  assert.deepEqual(await findProvider(issuer.url, now), { ok: false, reason: "no_metadata" });
  issuer.answers = {};
  assert.ok((await findProvider(issuer.url, now)).ok);
});

Deno.test("findProvider() keeps of the signatures those that only the provider can make", async () => {
  await using issuer = await startForgingIssuer();
  issuer.metadata.id_token_signing_alg_values_supported = ["none", "HS256", "RS256", "ES256"];
  const found = await findProvider(issuer.url, now);
  assert.deepEqual(found.ok && found.provider.id_token_signing_alg_values_supported, ["RS256", "ES256"]);
});

type Misled = { reason: string; what: string; mislead(issuer: ForgingIssuer): void };

const MISLED: Misled[] = [
  {
    what: "metadata of another issuer",
    reason: "other_issuer",
    mislead: says({ issuer: "https://other.test" }),
  },
  {
    what: "metadata of an issuer below the same host",
    reason: "other_issuer",
    mislead: (it) => void (it.metadata.issuer = `${it.url}/other`),
  },
  { what: "a template for an issuer", reason: "other_issuer", mislead: says({ issuer: "{tenantid}" }) },
  {
    what: "an authorization endpoint that is a script",
    reason: "endpoint_not_https",
    mislead: says({ authorization_endpoint: "javascript:alert(1)" }),
  },
  {
    what: "an authorization endpoint without TLS",
    reason: "endpoint_not_https",
    mislead: says({ authorization_endpoint: "http://idp.test/auth" }),
  },
  {
    what: "an authorization endpoint that is not this machine's by name",
    reason: "endpoint_not_https",
    mislead: says({ authorization_endpoint: "http://notlocalhost/auth" }),
  },
  {
    what: "no signatures but with a shared secret",
    reason: "no_signatures",
    mislead: says({ id_token_signing_alg_values_supported: ["HS256", "none"] }),
  },
  { what: "no keys", reason: "no_metadata", mislead: says({ jwks_uri: undefined }) },
  { what: "no URL for an endpoint", reason: "no_metadata", mislead: says({ token_endpoint: "/token" }) },
  { what: "a page", reason: "no_metadata", mislead: answers(() => new Response("<h1>Hello</h1>")) },
  { what: "nothing", reason: "no_metadata", mislead: answers(() => new Response(null, { status: 404 })) },
  {
    what: "a redirect to a private address",
    reason: "redirected",
    mislead: answers(() => new Response(null, { status: 307, headers: { location: "http://10.0.0.1/" } })),
  },
  {
    what: "more than anybody says of himself",
    reason: "too_large",
    mislead: answers(() => Response.json({ padding: "x".repeat(300_000) })),
  },
];

for (const { what, reason, mislead } of MISLED) {
  Deno.test(`findProvider() refuses ${what}`, async () => {
    await using issuer = await startForgingIssuer();
    mislead(issuer);
    assert.deepEqual(await findProvider(issuer.url, now), { ok: false, reason });
  });
}

Deno.test("findProvider() goes to no private address and to no plain http but this machine's name", async () => {
  const refused = {
    "https://10.0.0.1": "private_address",
    "https://169.254.169.254": "private_address",
    "https://[::ffff:127.0.0.1]": "private_address",
    "http://127.0.0.1:1": "not_https",
    "http://idp.test": "not_https",
    "https://ada:secret@idp.test": "credentials_in_url",
    "https://idp.test:5432": "port_not_allowed",
  };
  for (const [issuer, reason] of Object.entries(refused)) {
    assert.deepEqual(await findProvider(issuer, now), { ok: false, reason }, issuer);
  }
});

Deno.test("findProvider() takes an issuer with a slash at the end of its host for the same", async () => {
  await using issuer = await startForgingIssuer();
  issuer.metadata.issuer = `${issuer.url}/`;
  const found = await findProvider(issuer.url, now);
  assert.equal(found.ok && found.provider.issuer, `${issuer.url}/`);
});

function says(metadata: Record<string, unknown>) {
  return (issuer: ForgingIssuer) => void Object.assign(issuer.metadata, metadata);
}

function answers(answer: () => Response) {
  return (issuer: ForgingIssuer) => void (issuer.answers[PATH] = answer);
}
