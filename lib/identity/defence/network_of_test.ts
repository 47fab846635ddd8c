import assert from "node:assert/strict";
import { networkOf } from "./network_of.ts";

for (
  const [ip, network] of [
    ["192.0.2.77", "192.0.2.0/24"],
    ["::ffff:192.0.2.77", "192.0.2.0/24"],
    ["2001:db8:1:2::3", "2001:db8:1::/48"],
    ["::1", "::/48"],
    ["local", "local"],
  ]
) {
  Deno.test(`networkOf(${ip}) is ${network}`, () => {
    assert.equal(networkOf(ip), network);
  });
}
