import assert from "node:assert/strict";
import { addressOf, placeOf } from "./place_of.ts";

const PLACES: Record<string, string | undefined> = {
  "198.51.100.7": "198.51.100.7",
  "198.51.100.7:443": "198.51.100.7",
  "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
  "2001:DB8:1:2::1": "2001:db8:1:2::/64",
  "2001:0db8:0001:0002:ffff:ffff:ffff:ffff": "2001:db8:1:2::/64",
  "[2001:db8:1:2::1]": "2001:db8:1:2::/64",
  "[2001:db8::1]:443": "2001:db8::/64",
  "2001:db8:0:0:1::": "2001:db8::/64",
  "::1": "::/64",
  "fe80::1%eth0": "fe80::/64",
  "::ffff:198.51.100.7": "198.51.100.7",
  "::FFFF:c633:6407": "198.51.100.7",
  "[::ffff:198.51.100.7]:443": "198.51.100.7",
  "": undefined,
  "unknown": undefined,
  "_hidden:443": undefined,
  "198.51.100": undefined,
  "198.51.100.7.9:1": undefined,
  "[198.51.100.7:443": undefined,
  "[x]": undefined,
  "2001:db8::1::2": undefined,
  "2001:db8::1/64": undefined,
};

for (const [text, place] of Object.entries(PLACES)) {
  Deno.test(`placeOf() takes "${text}" for ${place ?? "no address"}`, () => {
    assert.equal(placeOf(text), place);
  });
}

Deno.test("addressOf() is exact, without port and zone, and IPv4 where it comes mapped", () => {
  const exact: [string, string | undefined][] = [
    ["203.0.113.7", "203.0.113.7"],
    ["203.0.113.7:443", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["[2001:DB8:0:0::7]:443", "2001:db8::7"],
    ["fe80::1%eth0", "fe80::1"],
    ["local", undefined],
    ["", undefined],
  ];
  for (const [text, address] of exact) assert.equal(addressOf(text), address, text);
});
