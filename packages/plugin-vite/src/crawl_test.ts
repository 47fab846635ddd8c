import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findIslands, findRoutes } from "./crawl.ts";
import { projectAt } from "./options.ts";

const root = Deno.makeTempDirSync();
globalThis.addEventListener("unload", () => Deno.removeSync(root, { recursive: true }));
for (
  const file of [
    "routes/index.tsx",
    "routes/index_test.ts",
    "routes/_app.tsx",
    "routes/_private.ts",
    "routes/(shop)/[id].ts",
    "routes/(shop)/_middleware.ts",
    "routes/(_parts)/button.tsx",
    "routes/(shop)/(_islands)/my-cart.tsx",
    "routes/(shop)/(_islands)/counter.tsx",
    "routes/notes.md",
    "routes/skipped/index.ts",
    "islands/Counter.tsx",
    "islands/deep/2-way.ts",
    "islands/counter.test.ts",
  ]
) {
  mkdirSync(join(root, dirname(file)), { recursive: true });
  writeFileSync(join(root, file), "");
}
const project = projectAt(root, { ignore: [/\/skipped(\/|$)/] });

Deno.test("findRoutes() lists route files in a fixed order, without tests, parts and islands", () => {
  assert.deepEqual(findRoutes(project).map(({ path }) => path), [
    "/(shop)/[id].ts",
    "/(shop)/_middleware.ts",
    "/_app.tsx",
    "/index.tsx",
  ]);
});

Deno.test("findIslands() names every island file once", () => {
  assert.deepEqual(findIslands(project).map(({ name, file }) => [name, file.slice(root.length)]), [
    ["Counter", "/islands/Counter.tsx"],
    ["_2Way", "/islands/deep/2-way.ts"],
    ["Counter_1", "/routes/(shop)/(_islands)/counter.tsx"],
    ["MyCart", "/routes/(shop)/(_islands)/my-cart.tsx"],
  ]);
});
