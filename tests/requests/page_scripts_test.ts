import assert from "node:assert/strict";
import { startApp, type TestApp } from "@/tests/support/app.ts";
import { scriptsOf } from "@/tests/support/page_scripts.ts";
import { everyPage } from "@/tests/support/pages.ts";

const MOST_BYTES = 25 * 1024;

Deno.test("scripts of a page are weighed with all that they import, each once", async () => {
  const files: Record<string, string> = {
    "/boot.js": 'import{a}from"./shared.js";import"./deep/more.js";',
    "/shared.js": "export const a = 1;",
    "/deep/more.js": 'const later = () => import("../later.js");import{a}from"../shared.js";',
    "/later.js": "",
    "/plain.js": "",
  };
  const app = { ask: (_: string, path: string) => Promise.resolve(new Response(files[path])) } as TestApp;
  const html = '<script src="/plain.js"></script><script type="application/json">{"no":1}</script>' +
    '<script type="module" nonce="x">import { boot } from "/boot.js";</script>';
  const scripts = await scriptsOf(app, "http://localhost/page", new Response(html));
  assert.deepEqual(scripts.files.sort(), Object.keys(files).sort());
  assert.equal(scripts.hasIslands, false);
  const none = await scriptsOf(app, "http://localhost/page", new Response("<p>No script</p>"));
  assert.deepEqual(none, { hasIslands: false, gzippedBytes: 0, files: [] });
});

const app = await startApp();
const pages = await everyPage();

Deno.test("every page is among those whose scripts are weighed", () => {
  assert.deepEqual([...new Set(pages.map((it) => it.file))].sort(), [...pageFiles("routes")].sort());
});

for (const { file, origin, path, as, form, status, binding } of pages) {
  Deno.test(`${file} loads at most 25 KB of script, and none where there is no island`, async () => {
    const page = await app.ask(origin, path, { as, form, binding });
    assert.equal(page.status, form ? status ?? 422 : 200);
    const { hasIslands, gzippedBytes, files } = await scriptsOf(app, origin, page);
    assert.ok(gzippedBytes <= MOST_BYTES, `${gzippedBytes} bytes in ${files}`);
    assert.equal(gzippedBytes > 0, hasIslands, `${gzippedBytes} bytes in ${files}`);
  });
}

/** Below routes/; what begins with an underscore is no page of its own. */
function* pageFiles(root: string, within = ""): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(`${root}/${within}`)) {
    if (/^\(?_/.test(name)) continue;
    if (isDirectory) yield* pageFiles(root, `${within}${name}/`);
    else if (name.endsWith(".tsx")) yield `${within}${name}`;
  }
}
