import assert from "node:assert/strict";
import { isPublicAddress } from "./public_address.ts";

Deno.test("isPublicAddress() knows the public internet", () => {
  for (const it of ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001::1"]) {
    assert.equal(isPublicAddress(it), true, it);
  }
});

Deno.test("isPublicAddress() refuses what is near us, nobody's, everybody's or a cloud's own", () => {
  const refused = [
    ...["0.0.0.0", "0.1.2.3", "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "172.31.255.255"],
    ...["192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16"],
    ...["192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1"],
    ...["203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"],
    ...["::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1"],
    ...["2001:db8::1", "3fff::1", "100::1", "2001::1", "2001:2::1", "2001:10::1", "5f00::1", "4000::1"],
  ];
  for (const it of refused) assert.equal(isPublicAddress(it), false, it);
});

Deno.test("isPublicAddress() refuses a private address in the clothes of another", () => {
  const wrapped = [
    "::ffff:127.0.0.1",
    "::ffff:a00:1",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "64:ff9b:1::808:808",
    "2002:7f00:1::",
    "2002:a00:1::1",
  ];
  for (const it of wrapped) assert.equal(isPublicAddress(it), false, it);
});

Deno.test("isPublicAddress() lets a network without IPv4 reach the public internet by NAT64", () => {
  assert.equal(isPublicAddress("64:ff9b::808:808"), true);
});

Deno.test("isPublicAddress() refuses what is no address", () => {
  for (const it of ["", "localhost", "8.8.8", "8.8.8.8/8", "8.8.8.8 ", "2606:4700"]) {
    assert.equal(isPublicAddress(it), false, it);
  }
});
