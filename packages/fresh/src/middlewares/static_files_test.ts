import assert from "node:assert/strict";
import { App, setBuild } from "../app.ts";
import { emptyBuild } from "../build.ts";
import { send, sendForText } from "../../tests/send.ts";
import { staticFiles } from "./static_files.ts";

const folder = await Deno.makeTempDir();
await Deno.mkdir(`${folder}/client/assets`, { recursive: true });
await Deno.writeTextFile(`${folder}/secret.txt`, "secret");
await Deno.writeTextFile(`${folder}/client/unlisted.txt`, "unlisted");
await Deno.writeTextFile(`${folder}/client/a b.txt`, "hello");
await Deno.writeTextFile(`${folder}/client/assets/main-Ab_12-xY.js`, "1");
globalThis.addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

function appWith(files: Map<string, string> | null): App<unknown> {
  const app = new App().use(staticFiles()).get("/a b.txt", (ctx) => ctx.text("route"));
  setBuild(app, { ...emptyBuild(), buildId: "B1", clientDir: `${folder}/client`, files });
  return app;
}
const built = appWith(new Map([["/a b.txt", "h1"], ["/assets/main-Ab_12-xY.js", "h2"]]));

Deno.test("staticFiles() serves a file before routes, with its type, size and hash", async () => {
  const response = await send(built, "GET /a%20b.txt");
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
  const head = await send(built, "HEAD /a%20b.txt");
  assert.deepEqual([head.status, head.headers.get("content-length"), await head.text()], [200, "5", ""]);
  const post = await send(built, "POST /a%20b.txt");
  assert.deepEqual([post.status, post.headers.get("allow")], [405, "GET, HEAD"]);
});

Deno.test("staticFiles() answers 304 for a hash that the browser knows", async () => {
  for (const known of ['W/"h1"', '"h1"', '"x", W/"h1"', "*"]) {
    const response = await send(built, "GET /a%20b.txt", { headers: { "if-none-match": known } });
    assert.deepEqual([response.status, await response.text()], [304, ""], known);
  }
  assert.equal((await send(built, "GET /a%20b.txt", { headers: { "if-none-match": '"x"' } })).status, 200);
});

Deno.test("staticFiles() lets browsers keep what has a hash in its address", async () => {
  const cacheOf = async (path: string) => {
    const response = await send(built, `GET ${path}`);
    await response.body?.cancel();
    return response.headers.get("cache-control");
  };
  assert.match((await cacheOf("/assets/main-Ab_12-xY.js"))!, /max-age=31536000, immutable/);
  assert.match((await cacheOf("/a%20b.txt?__frsh_c=B1"))!, /immutable/);
  assert.match((await cacheOf("/a%20b.txt?__frsh_c=B0"))!, /no-store/);
});

Deno.test("staticFiles() hands on what is not a file of the folder", async () => {
  const live = appWith(null);
  assert.equal(await sendForText(live, "GET /unlisted.txt"), "unlisted");
  for (const app of [built, live]) {
    for (
      const path of [
        "/..%2Fsecret.txt",
        "/%2e%2e/secret.txt",
        "/..%5Csecret.txt",
        "/assets",
        "/%00",
        "/%E0%A4%A",
        "/x.txt",
      ]
    ) {
      assert.equal((await send(app, `GET ${path}`)).status, 404, path);
    }
  }
  assert.equal((await send(built, "GET /unlisted.txt")).status, 404);
});
