import assert from "node:assert/strict";
import { domainOf, readDomain } from "./read_domain.ts";

const good: Record<string, string> = {
  "acme.test": "acme.test",
  "  ACME.Test. ": "acme.test",
  "ada@acme.test": "acme.test",
  "@acme.test": "acme.test",
  "https://www.acme.test/about?x=1": "www.acme.test",
  "bücher.example": "xn--bcher-kva.example",
  "BÜCHER.example": "xn--bcher-kva.example",
  "xn--bcher-kva.example": "xn--bcher-kva.example",
  "mail.acme.co.uk": "mail.acme.co.uk",
  "acme．test": "acme.test",
};

for (const [typed, domain] of Object.entries(good)) {
  Deno.test(`readDomain() reads ${JSON.stringify(typed)} as ${domain}`, () => {
    assert.deepEqual(readDomain(typed), { ok: true, domain });
  });
}

const bad: Record<string, string> = {
  "": "not_a_domain",
  "acme": "not_a_domain",
  "localhost": "not_a_domain",
  "acme..test": "not_a_domain",
  "-acme.test": "not_a_domain",
  "ac me.test": "not_a_domain",
  "acme.test, globex.test": "not_a_domain",
  "192.0.2.1": "not_a_domain",
  "0x7f000001": "not_a_domain",
  "[::1]": "not_a_domain",
  "co.uk": "public_suffix",
  "github.io": "public_suffix",
  "gmail.com": "free_mail",
  "GMail.com": "free_mail",
  "anything.gmail.com": "free_mail",
  "yahoo.co.uk": "free_mail",
};

for (const [typed, reason] of Object.entries(bad)) {
  Deno.test(`readDomain() refuses ${JSON.stringify(typed)}: ${reason}`, () => {
    assert.deepEqual(readDomain(typed), { ok: false, reason });
  });
}

Deno.test("domainOf() takes what stands after the last @, and nothing of what is no address", () => {
  assert.equal(domainOf("Ada@ACME.test"), "acme.test");
  assert.equal(domainOf('"a@globex.test"@acme.test'), "acme.test");
  assert.equal(domainOf("ada@bücher.example"), "xn--bcher-kva.example");
  for (const none of ["", "ada", "@acme.test", "ada@", "ada@acme.test\r\n", "ada@acme.test/x"]) {
    assert.equal(domainOf(none), undefined, none);
  }
});
