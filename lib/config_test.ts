import assert from "node:assert/strict";
import { ConfigError, parseConfig } from "./config.ts";

const SECRETS = {
  DATABASE_URL: "postgres://owner:pw@db.example/rowhouse",
  MASTER_KEY: btoa("k".repeat(32)),
  SMTP_URL: "smtps://mail.example",
  MAIL_FROM: "Rowhouse <hello@rowhouse.example>",
  TRUSTED_PROXIES: "1",
};

Deno.test("parseConfig() needs nothing on embedded defaults", () => {
  const config = parseConfig({});
  assert.equal(config.baseUrl.origin, "http://localhost:8000");
  assert.equal(config.isLocal, true);
  assert.equal(config.seedsDemo, true);
});

Deno.test("parseConfig() takes the port into the assumed base URL", () => {
  assert.equal(parseConfig({ PORT: "9000" }).baseUrl.origin, "http://localhost:9000");
});

Deno.test("parseConfig() names every variable that is wrong", () => {
  assert.throws(() => parseConfig({ PORT: "eighty", MASTER_KEY: "short", DEMO: "maybe" }), (error) => {
    assert(error instanceof ConfigError);
    assert.match(error.message, /^PORT must be a port number/m);
    assert.match(error.message, /^MASTER_KEY must be 32 bytes/m);
    assert.match(error.message, /^DEMO must be 1 or 0/m);
    return true;
  });
});

Deno.test("parseConfig() refuses http away from localhost", () => {
  assert.throws(() => parseConfig({ BASE_URL: "http://rowhouse.example" }), /BASE_URL must use https/);
});

Deno.test("parseConfig() refuses https while a secret is missing", () => {
  assert.throws(
    () => parseConfig({ BASE_URL: "https://rowhouse.example" }),
    /MASTER_KEY must be set[^]*SMTP_URL/,
  );
  const config = parseConfig({ BASE_URL: "https://rowhouse.example", ...SECRETS });
  assert.equal(config.isLocal, false);
  assert.equal(config.seedsDemo, false);
});

Deno.test("parseConfig() refuses the demo behind https, because its password is public", () => {
  assert.throws(
    () => parseConfig({ BASE_URL: "https://rowhouse.example", ...SECRETS, DEMO: "1" }),
    /DEMO must not be set when BASE_URL is https/,
  );
});

Deno.test("parseConfig() asks operators for a second factor behind https, and elsewhere if told to", () => {
  const away = { BASE_URL: "https://rowhouse.example", ...SECRETS };
  assert.equal(parseConfig(away).operatorsNeedSecondFactor, true);
  assert.equal(parseConfig({}).operatorsNeedSecondFactor, false);
  assert.equal(parseConfig({ OPERATORS_NEED_SECOND_FACTOR: "1" }).operatorsNeedSecondFactor, true);
  assert.throws(
    () => parseConfig({ ...away, OPERATORS_NEED_SECOND_FACTOR: "0" }),
    /OPERATORS_NEED_SECOND_FACTOR must not be 0 when BASE_URL is https/,
  );
});

Deno.test("parseConfig() refuses half a pair of database logins", () => {
  assert.throws(
    () => parseConfig({ DATABASE_APP_URL: "postgres://app@db/r" }),
    /DATABASE_APP_URL and DATABASE_PLATFORM_URL must be set together/,
  );
});

Deno.test("parseConfig() asks no list of stolen passwords unless one is named, whole", () => {
  assert.equal(parseConfig({}).breachedPasswordsUrl, undefined);
  const url = "https://api.pwnedpasswords.com/";
  assert.equal(parseConfig({ BREACHED_PASSWORDS_URL: url }).breachedPasswordsUrl?.href, url);
  for (const BREACHED_PASSWORDS_URL of ["pwned", "ftp://x.example/", "https://x.example/range"]) {
    assert.throws(() => parseConfig({ BREACHED_PASSWORDS_URL }), /BREACHED_PASSWORDS_URL must/);
  }
});

Deno.test("parseConfig() takes one of two places for shared state, or none", () => {
  assert.deepEqual(parseConfig({}).state, { redisUrl: undefined, upstash: undefined });
  assert.equal(parseConfig({ REDIS_URL: "rediss://r.example" }).state.redisUrl, "rediss://r.example");
  const upstash = { UPSTASH_REDIS_REST_URL: "https://u.example", UPSTASH_REDIS_REST_TOKEN: "secret" };
  assert.deepEqual(parseConfig(upstash).state.upstash, { url: "https://u.example", token: "secret" });
});

Deno.test("parseConfig() refuses half a place for shared state, two of them, and a token in the clear", () => {
  const url = "https://u.example";
  const refused: [Record<string, string>, RegExp][] = [
    [{ UPSTASH_REDIS_REST_URL: url }, /^UPSTASH_REDIS_REST_TOKEN must be set with/],
    [{ UPSTASH_REDIS_REST_TOKEN: "secret" }, /^UPSTASH_REDIS_REST_URL must be set with/],
    [
      { REDIS_URL: "redis://r", UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: "s" },
      /not both be set/,
    ],
    [{ UPSTASH_REDIS_REST_URL: "http://u.example", UPSTASH_REDIS_REST_TOKEN: "s" }, /must use https/],
    [{ REDIS_URL: "localhost:6379" }, /^REDIS_URL must be a URL that starts with redis:/],
  ];
  for (const [env, message] of refused) {
    assert.throws(() => parseConfig(env), { name: "ConfigError", message });
  }
});
