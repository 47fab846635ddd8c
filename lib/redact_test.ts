import assert from "node:assert/strict";
import { redact, redactText } from "./redact.ts";

const SECRETS = {
  "an API key": "rh_0123456789abcdefghijABCDEFGHIJ-_0123456789",
  "a token of a directory": "rs_0123456789abcdefghijABCDEFGHIJ-_0123456789",
  "a JWT": "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl",
  "a sealed text": `v1.ABCDEFGHIJ.${"a".repeat(160)}`,
  "a Stripe key": "sk_live_51Habcdefghijk",
  "a webhook secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  "a private key": "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ\n-----END PRIVATE KEY-----",
};

for (const [what, secret] of Object.entries(SECRETS)) {
  Deno.test(`redactText() removes ${what} from the middle of a sentence`, () => {
    const clean = redactText(`Sending "${secret}" failed`);
    assert.ok(!clean.includes(secret.slice(4, 30)), clean);
    assert.match(clean, /^Sending ".*" failed$/);
  });
}

Deno.test("redactText() removes the password of a URL and leaves its host", () => {
  assert.equal(
    redactText("connecting to postgres://rowhouse_app:s3cret%40@db.example:5432/rowhouse"),
    "connecting to postgres://rowhouse_app:[redacted]@db.example:5432/rowhouse",
  );
});

Deno.test("redactText() removes codes from links and leaves other parameters", () => {
  assert.equal(
    redactText("https://acme.rowhouse.test/verify-email?page=2&code=abc123&x=1"),
    "https://acme.rowhouse.test/verify-email?page=2&code=[redacted]&x=1",
  );
});

Deno.test("redactText() removes the way in from the address of an invitation", () => {
  assert.equal(
    redactText(`https://acme.rowhouse.test/invitations/${"a".repeat(43)}?x=1`),
    "https://acme.rowhouse.test/invitations/[redacted]?x=1",
  );
});

Deno.test("redactText() removes what follows Bearer", () => {
  assert.equal(redactText("authorization: Bearer abcdefgh.ijk"), "authorization: Bearer [redacted]");
});

Deno.test("redactText() leaves ordinary words alone and cuts endless ones", () => {
  const ordinary = "GET https://acme.localhost:8000/records?type=order answered 200 for ada@acme.test";
  assert.equal(redactText(ordinary), ordinary);
  assert.equal(redactText("x".repeat(9_000)).length, 4_001);
});

Deno.test("redact() removes fields by name at any depth", () => {
  const fields = {
    password: "a",
    nested: [{ refreshToken: "b", "Set-Cookie": "c", apiKey: "d", api_key: "e", clientSecret: 1, key: "f" }],
    keyId: "kept",
    monkey: "kept",
    slug: "kept",
  };
  assert.deepEqual(redact(fields), {
    password: "[redacted]",
    nested: [{
      refreshToken: "[redacted]",
      "Set-Cookie": "[redacted]",
      apiKey: "[redacted]",
      api_key: "[redacted]",
      clientSecret: "[redacted]",
      key: "[redacted]",
    }],
    keyId: "kept",
    monkey: "kept",
    slug: "kept",
  });
});

Deno.test("redact() keeps of an error what explains it, not the row the driver attached", () => {
  const error = Object.assign(new Error("duplicate key", { cause: new Error("Bearer abcdefghijk") }), {
    code: "23505",
    detail: "Key (email_lc)=(ada@acme.test) already exists.",
  });
  const clean = redact({ error }) as { error: Record<string, unknown> };
  assert.deepEqual(Object.keys(clean.error), ["name", "message", "code", "stack", "cause"]);
  assert.equal((clean.error.cause as Error).message, "Bearer [redacted]");
});

Deno.test("redact() makes JSON out of what has none", () => {
  const circle: Record<string, unknown> = {
    count: 12n,
    bytes: new Uint8Array(3),
    at: new Date(0),
    never: new Date(NaN),
  };
  circle.self = circle;
  const text = JSON.stringify(redact(circle));
  assert.match(text, /^\{"count":"12","bytes":"\[3 bytes\]","at":"1970-01-01T00:00:00.000Z","never":null,/);
  assert.match(text, /\[deeper\]/);
});
