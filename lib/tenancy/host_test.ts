import assert from "node:assert/strict";
import { baseOrigin, readHost, tenantOrigin } from "./host.ts";

const LOCAL = new URL("http://localhost:8000");
const PUBLIC = new URL("https://rowhouse.example");

Deno.test("readHost() finds the base host and a tenant's", () => {
  assert.deepEqual(readHost("localhost:8000", LOCAL), { kind: "base" });
  assert.deepEqual(readHost("acme.localhost:8000", LOCAL), { kind: "tenant", slug: "acme" });
  assert.deepEqual(readHost("acme.rowhouse.example", PUBLIC), { kind: "tenant", slug: "acme" });
  assert.deepEqual(readHost("acme.rowhouse.example:443", PUBLIC), { kind: "tenant", slug: "acme" });
});

Deno.test("readHost() takes no notice of case and a trailing dot", () => {
  assert.deepEqual(readHost("ACME.Rowhouse.Example.", PUBLIC), { kind: "tenant", slug: "acme" });
  assert.deepEqual(readHost("rowhouse.example.:443", PUBLIC), { kind: "base" });
});

Deno.test("readHost() knows nothing at another port", () => {
  assert.deepEqual(readHost("acme.localhost:8001", LOCAL), { kind: "unknown" });
  assert.deepEqual(readHost("acme.rowhouse.example:8443", PUBLIC), { kind: "unknown" });
  assert.deepEqual(readHost("acme.localhost", LOCAL), { kind: "tenant", slug: "acme" });
});

for (
  const host of [
    "",
    "evil.example",
    "rowhouse.example.evil.example",
    "evilrowhouse.example",
    "a.acme.rowhouse.example",
    ".rowhouse.example",
    "..rowhouse.example",
    "rowhouse.example..",
    "-acme.rowhouse.example",
    "ac--me.rowhouse.example",
    "xn--acm-8ma.rowhouse.example",
    "a_b.rowhouse.example",
    "acme.rowhouse.example:",
    "acme.rowhouse.example:443:443",
    "user@acme.rowhouse.example",
    "acme.rowhouse.example/x",
    "acme.rowhouse.example\n",
    "127.0.0.1",
    "[::1]",
  ]
) {
  Deno.test(`readHost() does not know ${JSON.stringify(host)}`, () => {
    assert.deepEqual(readHost(host, PUBLIC), { kind: "unknown" });
  });
}

Deno.test("readHost() gives no reserved slug to a tenant", () => {
  for (const slug of ["www", "api", "admin", "auth", "mail"]) {
    assert.deepEqual(readHost(`${slug}.rowhouse.example`, PUBLIC), { kind: "unknown" });
  }
});

Deno.test("tenantOrigin() is the base origin with the slug in front", () => {
  assert.equal(baseOrigin(), "http://localhost:8000");
  assert.equal(tenantOrigin("acme"), "http://acme.localhost:8000");
});
