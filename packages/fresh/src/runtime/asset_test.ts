import assert from "node:assert/strict";
import { asset, assetSettings, assetSrcSet } from "./asset.ts";

Deno.test("asset() adds the build id to the path of a static file and to nothing else", () => {
  Object.assign(assetSettings, { buildId: "B1", basePath: "" });
  assert.equal(asset("/a.pdf?x=1#p2"), "/a.pdf?x=1&__frsh_c=B1#p2");
  for (const other of ["https://other.test/a.pdf", "//other.test/a.pdf", "a.pdf", "#top", asset("/a.pdf")]) {
    assert.equal(asset(other), other);
  }
  assert.equal(assetSrcSet("/a.png 1x,  /b.png"), "/a.png?__frsh_c=B1 1x,  /b.png?__frsh_c=B1");
});
