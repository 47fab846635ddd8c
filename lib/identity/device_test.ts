import assert from "node:assert/strict";
import { deviceName, deviceOf } from "./device.ts";

Deno.test("deviceOf() names browser and system", () => {
  const agents = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0": [
      "Firefox",
      "Windows",
    ],
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15":
      ["Safari", "macOS"],
    "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36":
      [
        "Chrome",
        "Android",
      ],
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1":
      ["Safari", "iOS"],
  };
  for (const [agent, [browser, system]] of Object.entries(agents)) {
    assert.deepEqual(deviceOf(agent), { browser, system });
    assert.equal(deviceName(agent), `${browser} on ${system}`);
  }
});

Deno.test("deviceOf() makes nothing up", () => {
  assert.equal(deviceName(null), "Unknown device");
  for (const agent of [null, "", "x", "<script>"]) {
    const { browser, system } = deviceOf(agent);
    assert.equal(system, undefined);
    assert(browser === undefined || agent!.includes(browser));
  }
});
