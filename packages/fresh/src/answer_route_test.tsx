import assert from "node:assert/strict";
import { App } from "./app.ts";
import { page } from "./handlers.ts";
import { send, sendForText } from "../tests/send.ts";

Deno.test("a route's component gets the data of its handler", async () => {
  const app = new App().route("/", {
    handler: { POST: () => page({ name: "Ada" }, { status: 201, headers: { "x-own": "1" } }) },
    component: ({ data }) => <p>Hello {data?.name ?? "nobody"}</p>,
  });
  const posted = await send(app, "POST /");
  assert.deepEqual([posted.status, posted.headers.get("x-own")], [201, "1"]);
  assert.match(await posted.text(), /<p>Hello Ada<\/p>/);
  assert.match(await sendForText(app, "GET /"), /<p>Hello nobody<\/p>/, "GET is added for a component");
});

Deno.test("page() keeps only the last of two Set-Cookie headers, a Response keeps both", async () => {
  const headers: [string, string][] = [["set-cookie", "a=1"], ["set-cookie", "b=2"]];
  const app = new App()
    .route("/page", { handler: { GET: () => page(null, { headers }) }, component: () => <p /> })
    .get("/response", () => new Response("", { headers }));
  assert.deepEqual((await send(app, "GET /page")).headers.getSetCookie(), ["b=2"]);
  assert.deepEqual((await send(app, "GET /response")).headers.getSetCookie(), ["a=1", "b=2"]);
});

Deno.test("a handler that is one function answers all methods", async () => {
  const app = new App().route("/", { handler: (ctx) => ctx.text(ctx.req.method) });
  assert.equal(await sendForText(app, "DELETE /"), "DELETE");
  assert.equal(await sendForText(app, "OPTIONS /"), "OPTIONS");
});

Deno.test("a route with only a component answers GET and HEAD", async () => {
  const app = new App().route("/", { component: () => <p>static</p> });
  assert.equal((await send(app, "HEAD /")).status, 200);
  assert.equal((await send(app, "POST /")).status, 405);
});

Deno.test("an async component is awaited, and may answer with a Response", async () => {
  const app = new App()
    .route("/", { component: async ({ url }) => <p>{await Promise.resolve(url.pathname)}</p> })
    .route("/away", { component: async () => await Promise.resolve(Response.json({}, { status: 303 })) });
  assert.match(await sendForText(app, "GET /"), /<p>\/<\/p>/);
  assert.equal((await send(app, "GET /away")).status, 303);
});
