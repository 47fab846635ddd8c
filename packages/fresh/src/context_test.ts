import assert from "node:assert/strict";
import { App } from "./app.ts";
import { send, sendForText } from "../tests/send.ts";

Deno.test("Context tells what the request is", async () => {
  const app = new App().get("/a/:id", (ctx) => {
    const { route, params, isPartial, data, error, state } = ctx;
    return ctx.json({ route, params, isPartial, data, error, state, host: ctx.info.remoteAddr });
  });
  assert.deepEqual(JSON.parse(await sendForText(app, "GET /a/7?fresh-partial=true")), {
    route: "/a/:id",
    params: { id: "7" },
    isPartial: true,
    error: null,
    state: {},
    host: { transport: "tcp", hostname: "localhost", port: 80 },
  });
});

Deno.test("redirect() answers 302 and never leaves for another host by a path", async () => {
  const targets: Record<string, string> = {
    "/next?a=1#b": "/next?a=1#b",
    "//evil.test/x": "/evil.test/x",
    "/\\evil.test": "/evil.test",
    "///evil.test": "/evil.test",
    "https://other.test/": "https://other.test/",
  };
  for (const [target, location] of Object.entries(targets)) {
    const response = await send(new App().get("/", (ctx) => ctx.redirect(target)), "GET /");
    assert.deepEqual([response.status, response.headers.get("location")], [302, location]);
  }
});

Deno.test("redirect() takes a status and keeps a partial request partial", async () => {
  const app = new App().get("/", (ctx) => ctx.redirect("/next?a=1", 303));
  const response = await send(app, "GET /?fresh-partial=true");
  assert.equal(response.status, 303);
  assert.equal(response.headers.get("location"), "/next?a=1&fresh-partial=true");
  response.headers.set("x-later", "possible");
});

Deno.test("a redirect of a partial request to another site is left to the script that asked", async () => {
  const app = new App().post("/", () => Response.redirect("https://other.test/x", 303));
  const response = await send(app, "POST /?fresh-partial=true");
  assert.deepEqual([response.status, response.headers.get("location")], [200, null]);
  assert.equal(response.headers.get("x-fresh-location"), "https://other.test/x");
  assert.equal((await send(app, "POST /")).status, 303);
  const created = new App().post("/", () => new Response(null, { status: 201, headers: { location: "/x" } }));
  assert.equal((await send(created, "POST /?fresh-partial=true")).headers.get("location"), "/x");
});

Deno.test("ctx.url does not show that a request is for partials, so that links made of it do not either", async () => {
  const app = new App().get("/", (ctx) => ctx.text(ctx.url.search));
  assert.equal(await sendForText(app, "GET /?a=1&fresh-partial=true"), "?a=1");
});

Deno.test("text(), html() and json() set their content type", async () => {
  const app = new App()
    .get("/text", (ctx) => ctx.text("t", { status: 201 }))
    .get("/html", (ctx) => ctx.html("<p>"))
    .get("/json", (ctx) => ctx.json({}));
  const types = ["text/plain;charset=UTF-8", "text/html; charset=utf-8", "application/json"];
  for (const [index, path] of ["/text", "/html", "/json"].entries()) {
    assert.equal((await send(app, `GET ${path}`)).headers.get("content-type"), types[index]);
  }
  assert.equal((await send(app, "GET /text")).status, 201);
});

Deno.test("stream() sends the chunks of an iterable, a generator function or a stream", async () => {
  const app = new App()
    .get("/list", (ctx) => ctx.stream(["a", new TextEncoder().encode("b")]))
    .get("/generator", (ctx) =>
      ctx.stream(async function* () {
        yield "c";
        yield await Promise.resolve("d");
      }));
  assert.equal(await sendForText(app, "GET /list"), "ab");
  assert.equal(await sendForText(app, "GET /generator"), "cd");
});

Deno.test("next() can be called again after the inner handlers have answered", async () => {
  const app = new App()
    .use(async (ctx) => {
      await ctx.next();
      return await ctx.next();
    })
    .get("/", (ctx) => ctx.text("once more"));
  assert.equal(await sendForText(app, "GET /"), "once more");
});
