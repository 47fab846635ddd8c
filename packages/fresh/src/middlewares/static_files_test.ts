import assert from "node:assert/strict";
import { App, setBuild } from "../app.ts";
import { send, sendForText } from "../../tests/send.ts";
import { staticFiles } from "./static_files.ts";

const folder = await Deno.makeTempDir();
await Deno.mkdir(`${folder}/client/assets`, { recursive: true });
await Deno.writeTextFile(`${folder}/secret.txt`, "secret");
const contents: Record<string, string> = {
  "/a b.txt": "hello",
  "/%.txt": "percent",
  "/photo.avif": "1",
  "/drawing.svg": "1",
  "/unknown.kind": "1",
  "/assets/main-Ab_12-xY.js": "1",
};
for (const [path, content] of Object.entries(contents)) {
  await Deno.writeTextFile(`${folder}/client${path}`, content);
}
await Deno.writeTextFile(`${folder}/client/unlisted.txt`, "unlisted");
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

const app = new App().use(staticFiles()).get("/a b.txt", (ctx) => ctx.text("route"));
setBuild(app, {
  buildId: "B1",
  clientDir: `${folder}/client`,
  files: new Map(Object.entries(contents).map(([path, { length }]) => [path, { hash: "h1", size: length }])),
});

Deno.test("staticFiles() serves a file before routes, with its type, size and hash", async () => {
  const response = await send(app, "GET /a%20b.txt");
  assert.equal(await response.text(), "hello");
  const headers = Object.fromEntries(response.headers);
  assert.deepEqual(headers, {
    "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
    "content-length": "5",
    "content-type": "text/plain; charset=utf-8",
    etag: 'W/"h1"',
    vary: "If-None-Match",
  });
});

Deno.test("staticFiles() answers HEAD without a body and refuses other methods", async () => {
  const head = await send(app, "HEAD /a%20b.txt");
  assert.deepEqual([head.status, head.headers.get("content-length"), await head.text()], [200, "5", ""]);
  const post = await send(app, "POST /a%20b.txt");
  assert.deepEqual([post.status, post.headers.get("allow")], [405, "GET, HEAD"]);
});

Deno.test("staticFiles() answers 304 for a hash that the browser knows", async () => {
  for (const known of ['W/"h1"', '"h1"', '"x", W/"h1"', "*"]) {
    const response = await send(app, "GET /a%20b.txt", { headers: { "if-none-match": known } });
    assert.deepEqual([response.status, await response.text()], [304, ""], known);
  }
  assert.equal((await send(app, "GET /a%20b.txt", { headers: { "if-none-match": '"x"' } })).status, 200);
});

Deno.test("staticFiles() lets browsers keep what has a hash in its address", async () => {
  const cacheOf = async (path: string) => {
    const response = await send(app, `GET ${path}`);
    await response.body?.cancel();
    return response.headers.get("cache-control");
  };
  assert.match((await cacheOf("/assets/main-Ab_12-xY.js"))!, /max-age=31536000, immutable/);
  assert.match((await cacheOf("/a%20b.txt?__frsh_c=B1"))!, /immutable/);
  assert.match((await cacheOf("/a%20b.txt?__frsh_c=B0"))!, /no-store/);
});

Deno.test("staticFiles() names the type of a file by its extension", async () => {
  const types: Record<string, string> = {
    "/assets/main-Ab_12-xY.js": "text/javascript; charset=utf-8",
    "/photo.avif": "image/avif",
    "/drawing.svg": "image/svg+xml; charset=utf-8",
    "/unknown.kind": "application/octet-stream",
  };
  for (const [path, type] of Object.entries(types)) {
    const { headers } = await send(app, `HEAD ${path}`);
    assert.equal(headers.get("content-type"), type);
  }
});

Deno.test("staticFiles() serves below the base path, and what has a percent sign in its name", async () => {
  assert.equal(await sendForText(app, "GET /%25.txt"), "percent");
  const below = new App({ basePath: "/ui" }).use(staticFiles());
  setBuild(below, {
    clientDir: `${folder}/client`,
    files: new Map([["/a b.txt", { hash: "h", size: 5 }]]),
  });
  assert.equal(await sendForText(below, "GET /ui/a%20b.txt"), "hello");
  assert.equal((await send(below, "GET /a%20b.txt")).status, 404);
});

Deno.test("staticFiles() hands on what is not listed", async () => {
  for (
    const path of [
      "/..%2Fsecret.txt",
      "/%2e%2e/secret.txt",
      "/..%5Csecret.txt",
      "/assets",
      "/%00",
      "/%E0%A4%A",
      "/x.txt",
      "/unlisted.txt",
    ]
  ) {
    assert.equal((await send(app, `GET ${path}`)).status, 404, path);
  }
});
