import assert from "node:assert/strict";
import { EXAMPLE_SLUG, RESERVED_SLUGS, Slug } from "./slug.ts";

Deno.test("Slug takes names of hosts, in lower case", () => {
  for (const text of ["ab", "acme", "acme-2", "0x", "a".repeat(40)]) assert.equal(Slug.parse(text), text);
  assert.equal(Slug.parse(" Acme "), "acme");
});

for (
  const [text, message] of [
    ["a", "Use at least 2 characters"],
    ["a".repeat(41), "Use at most 40 characters"],
    ["ac me", "Use letters a to z, digits and hyphens"],
    ["acmé", "Use letters a to z, digits and hyphens"],
    ["acme.eu", "Use letters a to z, digits and hyphens"],
    ["-acme", "Put single hyphens between letters or digits"],
    ["acme-", "Put single hyphens between letters or digits"],
    ["xn--acm-8ma", "Put single hyphens between letters or digits"],
    ["WWW", "This address is reserved; choose another"],
    [EXAMPLE_SLUG, "This address is reserved; choose another"],
  ]
) {
  Deno.test(`Slug refuses "${text}" with a sentence`, () => {
    assert.deepEqual(Slug.safeParse(text).error?.issues.map((it) => it.message), [message]);
  });
}

Deno.test("every reserved slug is one that Slug would take otherwise", () => {
  for (const slug of RESERVED_SLUGS) assert.match(slug, /^[a-z0-9]{2,40}$/);
});
