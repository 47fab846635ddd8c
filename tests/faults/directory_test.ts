import assert from "node:assert/strict";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { redisTest } from "@/tests/support/redis.ts";
import { startRow } from "@/tests/support/row.ts";
import { Directory, directoryOf, proveDomain } from "@/tests/support/scim.ts";

redisTest(
  "whom a directory deactivates in one web process is out in the other, from the next request on",
  async () => {
    await using row = await startRow();
    const { acme, ada, ben } = await makeCast();
    await proveDomain(acme.id, `${acme.slug}.test`);
    const { token } = await directoryOf(row.webs[0], ada);
    const directories = row.webs.map((it) => new Directory(it, acme.origin, token));
    const { id } = await directories[0].createUser(ben.email);
    for (let round = 0; round < 10; round++) {
      const [from, to] = round % 2 ? [0, 1] : [1, 0];
      const as = await sessionFor(ben);
      assert.equal((await row.webs[to].ask(acme.origin, "/dashboard", { as })).status, 200, `round ${round}`);
      await directories[from].patchUser(id, [{ op: "Replace", path: "active", value: "False" }]);
      assert.equal((await row.webs[to].ask(acme.origin, "/dashboard", { as })).status, 303, `round ${round}`);
      await directories[from].patchUser(id, [{ op: "Replace", path: "active", value: "True" }]);
      assert.equal((await row.webs[to].ask(acme.origin, "/dashboard", { as })).status, 303, "stays ended");
    }
  },
);
