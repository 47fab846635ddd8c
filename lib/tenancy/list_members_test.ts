import assert from "node:assert/strict";
import { makeCast } from "@/tests/support/cast.ts";
import { listMembers } from "./list_members.ts";

Deno.test("listMembers() has everybody of the tenant and nobody else, the first to join first", async () => {
  const { acme, globex } = await makeCast();
  assert.deepEqual((await listMembers(acme.id)).map((it) => [it.name, it.role]), [
    ["Ada", "owner"],
    ["Ben", "member"],
    ["Cleo", "read_only"],
  ]);
  assert.deepEqual((await listMembers(globex.id)).map((it) => it.name), ["Max"]);
});
