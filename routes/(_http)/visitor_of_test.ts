import assert from "node:assert/strict";
import { clientAddress } from "./visitor_of.ts";

Deno.test("clientAddress() believes no header while no proxy is trusted", () => {
  assert.equal(clientAddress("192.0.2.1", "198.51.100.7", 0), "192.0.2.1");
});

Deno.test("clientAddress() takes what the outermost trusted proxy saw, not what the client claimed", () => {
  assert.equal(clientAddress("10.0.0.1", "203.0.113.66, 198.51.100.7", 1), "198.51.100.7");
  assert.equal(clientAddress("10.0.0.1", "203.0.113.66, 198.51.100.7, 10.0.0.9", 2), "198.51.100.7");
});

Deno.test("clientAddress() falls back to the peer when the header is missing or too short", () => {
  assert.equal(clientAddress("10.0.0.1", null, 1), "10.0.0.1");
  assert.equal(clientAddress("10.0.0.1", " , ", 1), "10.0.0.1");
  assert.equal(clientAddress("10.0.0.1", "198.51.100.7", 2), "10.0.0.1");
});

Deno.test("clientAddress() is one place, whatever port or address in its network a client takes", () => {
  assert.equal(clientAddress("10.0.0.1", "198.51.100.7:50123", 1), "198.51.100.7");
  assert.equal(clientAddress("10.0.0.1", "[2001:db8:1:2:a::1]:443", 1), "2001:db8:1:2::/64");
  assert.equal(clientAddress("2001:db8:1:2:b::2", null, 0), "2001:db8:1:2::/64");
  assert.equal(clientAddress("::ffff:192.0.2.1", "198.51.100.7", 0), "192.0.2.1");
});

Deno.test("clientAddress() falls back to the peer when the proxy names no address", () => {
  assert.equal(clientAddress("::ffff:10.0.0.1", "unknown", 1), "10.0.0.1");
  assert.equal(clientAddress("local", "unknown", 1), "local");
});
