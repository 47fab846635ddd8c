import assert from "node:assert/strict";
import { safePath } from "./safe_path.ts";

Deno.test("safePath() keeps a path of this host with its query", () => {
  assert.equal(safePath("/records?type=order.created", "/dashboard"), "/records?type=order.created");
});

for (
  const asked of [
    "//evil.test",
    "/\\evil.test",
    "\\\\evil.test",
    "https://evil.test/",
    "evil",
    "/\t/evil.test",
    "",
    null,
  ]
) {
  Deno.test(`safePath() leads nowhere else for ${JSON.stringify(asked)}`, () => {
    assert.equal(safePath(asked, "/dashboard"), "/dashboard");
  });
}
