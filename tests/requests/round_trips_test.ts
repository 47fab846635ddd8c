import assert from "node:assert/strict";
import { isSpread, startApp } from "@/tests/support/app.ts";
import { mainRequests } from "@/tests/support/main_requests.ts";
import { inShort, roundTripsOf } from "@/tests/support/round_trips.ts";

for (const { name, trips, ask } of await mainRequests(await startApp())) {
  Deno.test({
    name: `${name}: statements in round trips to the database are exactly ${trips}`,
    // Only those of this process are seen.
    ignore: isSpread,
    async fn() {
      await ask(); // what is loaded once, such as the signing keys, is not of this request
      let status = 0;
      const asked = await roundTripsOf(async () => status = (await ask()).status);
      assert.ok(status < 500, `${status}`);
      assert.equal(inShort(asked), trips, asked.map((it) => it.join(";\n")).join("\n--\n"));
    },
  });
}
