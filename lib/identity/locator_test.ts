import assert from "node:assert/strict";
import { locate, useLocator } from "./locator.ts";

Deno.test("locate() knows own networks, and of the others nothing", async () => {
  assert.deepEqual(await locate("127.0.0.1"), { network: "This machine" });
  assert.deepEqual(await locate("10.1.2.3"), { network: "A private network" });
  assert.deepEqual(await locate("::1/64"), { network: "This machine" });
  assert.deepEqual(await locate("fd00::/64"), { network: "A private network" });
  for (const place of ["203.0.113.7", "2001:4860::/64", "local", ""]) {
    assert.equal(await locate(place), undefined);
  }
});

Deno.test("locate() asks the list that a builder has plugged in", async () => {
  useLocator((address) =>
    address === "8.8.8.8" ? { country: "United States", network: "Google" } : undefined
  );
  assert.deepEqual(await locate("8.8.8.8"), { country: "United States", network: "Google" });
  assert.deepEqual(await locate("192.168.0.1"), { network: "A private network" });
  assert.equal(await locate("9.9.9.9"), undefined);
});
