import assert from "node:assert/strict";
import { urlWith } from "./url_with.ts";

const url = new URL("https://acme.test/records?type=a%26b&from=&cursor=x&before=y&notice=key-revoked");

Deno.test("urlWith() keeps the query, except for where the list stood and what was said", () => {
  assert.equal(urlWith(url), "/records?type=a%26b&from=");
  assert.equal(urlWith(url, { cursor: "z" }), "/records?type=a%26b&from=&cursor=z");
});

Deno.test("urlWith() changes the query, and leaves out what is empty", () => {
  assert.equal(urlWith(url, { type: "order", from: undefined }), "/records?type=order");
  assert.equal(urlWith(url, { type: "", from: "" }), "/records");
});
