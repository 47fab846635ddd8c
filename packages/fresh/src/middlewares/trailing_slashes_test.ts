import assert from "node:assert/strict";
import { App } from "../app.ts";
import { send } from "../../tests/send.ts";
import { trailingSlashes } from "./trailing_slashes.ts";

Deno.test("trailingSlashes() redirects to the one form of an address", async () => {
  const cases: ["always" | "never", string, string | null][] = [
    ["never", "/a/?q=1", "/a?q=1"],
    ["never", "/a", null],
    ["never", "/", null],
    ["always", "/a?q=1", "/a/?q=1"],
    ["always", "/a/", null],
    ["always", "/a.png", null],
  ];
  for (const [mode, path, location] of cases) {
    const response = await send(new App().use(trailingSlashes(mode)), `GET ${path}`);
    assert.equal(response.headers.get("location"), location, `${mode} ${path}`);
    assert.equal(response.status, location ? 302 : 404);
  }
});
