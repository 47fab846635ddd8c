import assert from "node:assert/strict";
import { z } from "zod";
import { isWithin, networksIn, parseNetwork } from "./networks.ts";

Deno.test("parseNetwork() writes a network the one way that it is compared", () => {
  const written: [string, string][] = [
    ["203.0.113.7", "203.0.113.7/32"],
    ["203.0.113.7/24", "203.0.113.0/24"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["2001:DB8::1/64", "2001:db8::/64"],
    ["::1", "::1/128"],
  ];
  for (const [typed, network] of written) assert.equal(parseNetwork(typed), network);
});

Deno.test("parseNetwork() refuses what is no network, or what programs read differently", () => {
  for (
    const text of [
      "",
      "x",
      "10.0.0.0/33",
      "::/129",
      "10.1",
      "010.0.0.1",
      "0x7f.0.0.1",
      "10.0.0.0/-1",
      "10.0.0.0/8/8",
      "fe80::1%eth0",
      "::ffff:127.0.0.1",
      "::ffff:127.0.0.1/104",
    ]
  ) {
    assert.equal(parseNetwork(text), undefined, text);
  }
});

const NetworkList = z.string().default("").transform(networksIn());

Deno.test("networksIn() reads lines and commas, once each, and quotes what is wrong", () => {
  assert.deepEqual(NetworkList.parse("10.0.0.0/8, 192.0.2.1\n10.1.0.0/8\n"), ["10.0.0.0/8", "192.0.2.1/32"]);
  assert.deepEqual(NetworkList.parse(undefined), []);
  const refused = NetworkList.safeParse("10.0.0.0/8 office");
  assert.match(refused.error!.issues[0].message, /“office” is no address/);
  const many = Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`).join(" ");
  assert.match(NetworkList.safeParse(many).error!.issues[0].message, /at most 50/);
});

Deno.test("networksIn() takes no IPv6 network narrower than it may be, and an address for the network around it", () => {
  const Households = z.string().transform(networksIn({ narrowestIpv6: 64 }));
  assert.deepEqual(Households.parse("2001:db8:1:2::3"), ["2001:db8:1:2::/64"]);
  assert.deepEqual(Households.parse("203.0.113.7"), ["203.0.113.7/32"]);
  assert.equal(Households.safeParse("2001:db8::1/128").success, false);
});

Deno.test("isWithin() compares what is of one kind, and finds what cannot be read in none", () => {
  const networks = ["203.0.113.0/24", "2001:db8:1::/48"];
  for (const place of ["203.0.113.255", "2001:db8:1:2::/64", "::ffff:203.0.113.1"]) {
    assert.equal(isWithin(place, networks), true, place);
  }
  for (const place of ["203.0.114.0", "2001:db8:2::/64", "", "local", "203.0.113.7, 10.0.0.1"]) {
    assert.equal(isWithin(place, networks), false, place);
  }
});
