import assert from "node:assert/strict";
import { open, VaultError } from "./open.ts";
import { seal } from "./seal.ts";

Deno.test("open() refuses another purpose", () => {
  refuses(seal("secret", "a purpose"), "not_authentic", "another purpose");
});

Deno.test("open() refuses a text sealed under another master key", () => {
  const [version, , body] = seal("secret", "a purpose").split(".");
  refuses(`${version}.ABCDEFGHIJ.${body}`, "foreign_key");
});

Deno.test("open() refuses a text that is altered at any place", () => {
  const sealed = seal("secret", "a purpose");
  const start = sealed.lastIndexOf(".") + 1;
  // The last character carries spare bits, which decode to the same bytes.
  for (let place = start; place < sealed.length - 1; place++) {
    const other = sealed[place] === "A" ? "B" : "A";
    refuses(sealed.slice(0, place) + other + sealed.slice(place + 1), "not_authentic");
  }
});

Deno.test("open() refuses a text cut short", () => {
  const sealed = seal("secret", "a purpose");
  refuses(sealed.slice(0, -4), "not_authentic");
  refuses(sealed.slice(0, 60), "malformed");
  refuses("", "malformed");
});

Deno.test("open() refuses the halves of two sealed texts put together", () => {
  const [one, two] = [seal("one", "a purpose"), seal("two", "a purpose")].map((it) => it.split("."));
  const wrappedLength = 80; // 60 bytes in base64url
  const mixed = one[2].slice(0, wrappedLength) + two[2].slice(wrappedLength);
  refuses(`v1.${one[1]}.${mixed}`, "not_authentic");
});

Deno.test("open() refuses a text of another format", () => {
  refuses(seal("secret", "a purpose").replace("v1", "v2"), "malformed");
});

function refuses(sealed: string, reason: VaultError["reason"], purpose = "a purpose") {
  assert.throws(
    () => open(sealed, purpose),
    (error) => error instanceof VaultError && error.reason === reason,
  );
}
