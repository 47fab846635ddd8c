import assert from "node:assert/strict";
import { METHODS } from "@/lib/identity/methods/methods.ts";

const WAY = /^\| ([^|]+?) +\| (alone|beside|alone or beside) +\|/gm;

Deno.test("every way in is documented, with what it counts for, and no other", () => {
  const documented = [...Deno.readTextFileSync("docs/sign-in.md").matchAll(WAY)];
  const counts = { first: "alone", second: "beside", either: "alone or beside" };
  assert.deepEqual(
    documented.map(([, name, what]) => `${name}: ${what}`).sort(),
    METHODS.map(({ name, factor }) => `${name}: ${counts[factor]}`).sort(),
  );
});
