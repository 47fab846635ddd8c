import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { asPlatform } from "./as_platform.ts";

Deno.test("asPlatform() leaves one record with its reason, and runs on the platform login", async () => {
  const reason = `Looking around ${newId()}`;
  const seen = await asPlatform(reason, (tx) => tx.row<{ login: string }>`select session_user as login`);
  assert.deepEqual(seen, { login: "rowhouse_platform" });
  assert.equal(await recordsOf(reason), 1);
});

Deno.test("asPlatform() leaves no record of what was rolled back", async () => {
  const reason = `Looking around ${newId()}`;
  await assert.rejects(
    asPlatform(reason, async (tx) => {
      await tx.rows`select 1`;
      throw new Error("changed its mind");
    }),
    /changed its mind/,
  );
  assert.equal(await recordsOf(reason), 0);
});

Deno.test("asPlatform() does nothing without a reason", async () => {
  await assert.rejects(asPlatform("", (tx) => tx.rows`select 1`), { code: "23514" });
});

async function recordsOf(reason: string): Promise<number> {
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.platform_accesses where reason = $1", [reason])
  );
  return rows.length;
}
