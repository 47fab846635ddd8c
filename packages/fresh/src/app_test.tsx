import assert from "node:assert/strict";
import { App } from "./app.ts";
import type { Context } from "./context.ts";
import { HttpError } from "./runtime/http_error.ts";
import { send, sendForText } from "../tests/send.ts";

Deno.test("App answers each method by the handler registered for it", async () => {
  const app = new App()
    .get("/", (ctx) => ctx.text("get"))
    .post("/", (ctx) => ctx.text("post"))
    .put("/", (ctx) => ctx.text("put"))
    .patch("/", (ctx) => ctx.text("patch"))
    .delete("/", (ctx) => ctx.text("delete"))
    .all("/any", (ctx) => ctx.text(`any ${ctx.req.method}`));
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    assert.equal(await sendForText(app, `${method} /`), method.toLowerCase());
    assert.equal(await sendForText(app, `${method} /any`), `any ${method}`);
  }
});

Deno.test("App answers HEAD by GET without a body, unless there is a HEAD handler", async () => {
  const app = new App()
    .get("/", () => new Response("body", { headers: { "x-from": "get" } }))
    .get("/own", (ctx) => ctx.text("get"))
    .head("/own", () => new Response(null, { headers: { "x-from": "head" } }));
  const response = await send(app, "HEAD /");
  assert.equal(response.headers.get("x-from"), "get");
  assert.equal(await response.text(), "");
  assert.equal((await send(app, "HEAD /own")).headers.get("x-from"), "head");
});

Deno.test("App refuses an unknown method with 405 and answers OPTIONS with 204, both with Allow", async () => {
  const app = new App().get("/a/:id", (ctx) => ctx.text("")).post("/a/:id", (ctx) => ctx.text(""));
  const refused = await send(app, "DELETE /a/1");
  assert.equal(refused.status, 405);
  assert.equal(refused.headers.get("allow"), "GET, HEAD, OPTIONS, POST");
  const options = await send(app, "OPTIONS /a/1");
  assert.equal(options.status, 204);
  assert.equal(options.headers.get("allow"), "GET, HEAD, OPTIONS, POST");
});

Deno.test("App runs a middleware only for routes that are registered after it", async () => {
  const app = new App<{ seen: string[] }>()
    .use((ctx) => {
      ctx.state.seen = ["first"];
      return ctx.next();
    })
    .get("/before", (ctx) => ctx.json(ctx.state.seen))
    .use((ctx) => {
      ctx.state.seen.push("second");
      return ctx.next();
    })
    .get("/after", (ctx) => ctx.json(ctx.state.seen));
  assert.equal(await sendForText(app, "GET /before"), '["first"]');
  assert.equal(await sendForText(app, "GET /after"), '["first","second"]');
});

Deno.test("App matches the path of a middleware by whole segments", async () => {
  const app = new App<{ api?: boolean }>()
    .use("/api/*", (ctx) => {
      ctx.state.api = true;
      return ctx.next();
    })
    .get("/api", (ctx) => ctx.json(ctx.state))
    .get("/api/x", (ctx) => ctx.json(ctx.state))
    .get("/apix", (ctx) => ctx.json(ctx.state));
  assert.equal(await sendForText(app, "GET /api"), '{"api":true}');
  assert.equal(await sendForText(app, "GET /api/x"), '{"api":true}');
  assert.equal(await sendForText(app, "GET /apix"), "{}");
});

Deno.test("App runs all root middlewares and no others for an unknown address", async () => {
  const ran: string[] = [];
  const noting = (name: string) => (ctx: Context<unknown>) => {
    ran.push(name);
    return ctx.next();
  };
  const app = new App()
    .use(noting("root"))
    .use("/api", noting("api"))
    .get("/api/x", (ctx) => ctx.text("x"))
    .use(noting("last"));
  assert.equal((await send(app, "GET /api/unknown")).status, 404);
  assert.deepEqual(ran, ["root", "last"]);
});

Deno.test("App runs no inner middlewares for a method that a route does not have, nor for OPTIONS", async () => {
  const ran: string[] = [];
  const noting = (name: string) => (ctx: Context<unknown>) => {
    ran.push(name);
    return ctx.next();
  };
  const app = new App().use(noting("root")).use("/in", noting("in")).get("/in/x", (ctx) => ctx.text("x"));
  assert.equal((await send(app, "DELETE /in/x")).status, 405);
  assert.equal((await send(app, "OPTIONS /in/x")).status, 204);
  assert.deepEqual(ran, ["root", "root"]);
});

Deno.test("App loads a lazy middleware once and runs it for every request", async () => {
  let loads = 0;
  const app = new App()
    // deno-lint-ignore require-await
    .get("/", async () => {
      loads++;
      return (ctx) => ctx.text(`loaded for ${ctx.url.search}`);
    });
  const handler = app.handler();
  const texts = ["?a", "?b"].map(async (query) =>
    await (await handler(new Request(`http://localhost/${query}`))).text()
  );
  assert.deepEqual(await Promise.all(texts), ["loaded for ?a", "loaded for ?b"]);
  await handler(new Request("http://localhost/"));
  assert.ok(loads <= 2);
});

Deno.test("App says that a middleware gives no Response, each time it does", async () => {
  const errors: unknown[] = [];
  const app = new App()
    .onError("*", (ctx) => ctx.text(String(errors.push((ctx.error as Error).message))))
    // deno-lint-ignore no-explicit-any
    .get("/", (ctx) => ctx.url.search ? ctx.text("fine") : undefined as any);
  const handler = app.handler();
  const texts: string[] = [];
  for (const path of ["/", "/?fine", "/"]) {
    texts.push(await (await handler(new Request(`http://localhost${path}`))).text());
  }
  assert.deepEqual(texts, ["1", "fine", "2"]);
  assert.equal(errors[1], 'Answering "/": a middleware gave undefined, want a Response');
});

Deno.test("App collapses duplicate slashes before it looks for a route", async () => {
  const app = new App().get("/a/:id", (ctx) => ctx.text(ctx.url.pathname));
  assert.equal(await sendForText(app, "GET //a///7"), "/a/7");
});

Deno.test("App rejects a malformed path on a route with parameters", async () => {
  const app = new App().get("/p/:id", (ctx) => ctx.text(ctx.params.id));
  await assert.rejects(send(app, "GET /p/%E0%A4%A"), URIError);
});

Deno.test("App answers 404 where a handler hands on and nothing follows", async () => {
  assert.equal((await send(new App().get("/", (ctx) => ctx.next()), "GET /")).status, 404);
});

Deno.test("App serves everything below its base path", async () => {
  const app = new App({ basePath: "/ui" })
    .get("/x", (ctx) => ctx.text(ctx.config.basePath))
    .notFound(() => new Response("nothing", { status: 404 }));
  assert.equal(await sendForText(app, "GET /ui/x"), "/ui");
  assert.equal(await sendForText(app, "GET /x"), "nothing");
});

Deno.test("App with a base path runs its root middlewares and error page for unknown addresses too", async () => {
  let runs = 0;
  const app = new App({ basePath: "/ui" })
    .use((ctx) => (runs++, ctx.next()))
    .onError("*", (ctx) => ctx.text(String(ctx.error), { status: 404 }))
    .route("/lazy", () => Promise.resolve({ component: () => <p>lazy</p> }))
    .get("/", (ctx) => ctx.text("root"));
  assert.equal(await sendForText(app, "GET /ui/unknown"), "HttpError: Not Found");
  assert.equal(runs, 1);
  assert.equal(await sendForText(app, "GET /ui"), "root");
  assert.match(await sendForText(app, "GET /ui/lazy"), /<p>lazy<\/p>/);
});

Deno.test("App takes scheme and host from a proxy only when it is told to", async () => {
  const headers = { "x-forwarded-proto": "https", "x-forwarded-host": "acme.test" };
  const seen = (app: App<unknown>) =>
    sendForText(app.get("/", (ctx) => ctx.text(ctx.url.href)), "GET /", { headers });
  assert.equal(await seen(new App({ trustProxy: true })), "https://acme.test/");
  assert.equal(await seen(new App()), "http://localhost/");
});

Deno.test("mountApp() puts the other app's routes and middlewares below a path", async () => {
  const inner = new App<{ inner?: boolean }>()
    .use((ctx) => {
      ctx.state.inner = true;
      return ctx.next();
    })
    .get("/", (ctx) => ctx.json(ctx.state))
    .get("/x", (ctx) => ctx.json(ctx.state))
    .notFound(() => new Response("inner"));
  const app = new App<{ inner?: boolean }>().mountApp("/in", inner).get("/out", (ctx) => ctx.json(ctx.state));
  assert.equal(await sendForText(app, "GET /in"), '{"inner":true}');
  assert.equal(await sendForText(app, "GET /in/x"), '{"inner":true}');
  assert.equal(await sendForText(app, "GET /out"), "{}");
  assert.equal((await send(app, "GET /in/zz")).status, 404);
});

Deno.test("mountApp() keeps the other app's layouts and error pages for itself", async () => {
  const inner = new App()
    .layout("*", ({ Component }) => (
      <main>
        <Component />
      </main>
    ))
    .onError("*", (ctx) => ctx.text(`inner: ${(ctx.error as Error).message}`))
    .route("/page", { component: () => <p /> })
    .get("/fails", () => {
      throw new HttpError(409);
    });
  const app = new App().mountApp("/in", inner).route("/page", { component: () => <p /> });
  assert.match(await sendForText(app, "GET /in/page"), /<main><p><\/p><\/main>/);
  assert.equal(await sendForText(app, "GET /in/fails"), "inner: Conflict");
  assert.doesNotMatch(await sendForText(app, "GET /page"), /<main>/);
});

Deno.test("notFound() answers 404s from everywhere, with status 200 unless it sets one", async () => {
  const app = new App()
    .notFound((ctx) => ctx.render(<h1>Nothing here</h1>))
    .get("/gone/deep", () => {
      throw new HttpError(404);
    });
  for (const path of ["/unknown", "/gone/deep"]) {
    const response = await send(app, `GET ${path}`);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /Nothing here/);
  }
  const component = new App().notFound({ component: () => <h1>Nothing</h1> });
  assert.equal((await send(component, "GET /unknown")).status, 200);
});

Deno.test("onError() of the nearest area answers, and its component gets the error's status", async () => {
  const fail = () => {
    throw new HttpError(418, "short and stout");
  };
  const app = new App()
    .onError("*", (ctx) => ctx.text(`root: ${(ctx.error as Error).message}`, { status: 500 }))
    .onError("/in", { component: ({ error }) => <p>in: {(error as Error).message}</p> })
    .get("/x", fail)
    .get("/in/x", fail);
  assert.equal(await sendForText(app, "GET /x"), "root: short and stout");
  const response = await send(app, "GET /in/x");
  assert.equal(response.status, 418);
  assert.match(await response.text(), /<p>in: short and stout<\/p>/);
});

Deno.test("onError() that fails itself is answered by the next one outside, and at last with a bare 500", async () => {
  const fail = () => {
    throw new HttpError(418, "secret");
  };
  const app = new App().onError("/in", fail).get("/in/x", fail);
  assert.deepEqual(await send(app, "GET /in/x").then(async (it) => [it.status, await it.text()]), [
    418,
    "secret",
  ]);
  const broken = () => {
    throw new Error("secret");
  };
  const whole = new App().onError("*", { component: broken }).get("/", fail);
  const log = console.error;
  console.error = () => {};
  const response = await send(whole, "GET /");
  console.error = log;
  assert.deepEqual([response.status, await response.text()], [500, "Internal server error"]);
});

Deno.test("onError() sees the framework's own refusal only when there is a root middleware", async () => {
  const errorPage = new App().onError("*", (ctx) => ctx.json(ctx.error === null));
  assert.equal(await sendForText(errorPage, "GET /unknown"), "true");
  assert.equal(await sendForText(errorPage.use((ctx) => ctx.next()), "GET /unknown"), "false");
});

Deno.test("App answers an HttpError with its message, and anything else with a bare 500", async () => {
  const app = new App()
    .get("/known", () => {
      throw new HttpError(409, "Taken");
    })
    .get("/unknown", () => {
      throw new Error("secret");
    });
  const known = await send(app, "GET /known");
  assert.deepEqual([known.status, await known.text()], [409, "Taken"]);
  const log = console.error;
  console.error = () => {};
  const unknown = await send(app, "GET /unknown");
  console.error = log;
  assert.deepEqual([unknown.status, await unknown.text()], [500, "Internal server error"]);
});

Deno.test("route() refuses a handler with more than one parameter", () => {
  // deno-lint-ignore no-explicit-any
  const handler: any = { GET: (_req: unknown, _ctx: unknown) => new Response() };
  assert.throws(() => new App().route("/", { handler }).handler(), /handlers take one argument/);
});

Deno.test("route() loads a lazy route when it is first asked for", async () => {
  const app = new App().route("/lazy", () => Promise.resolve({ component: () => <p>here</p> }));
  assert.match(await sendForText(app, "GET /lazy"), /<p>here<\/p>/);
  assert.equal((await send(app, "POST /lazy")).status, 405);
});

Deno.test("route() links the stylesheets that it is given", async () => {
  const app = new App().route("/", { component: () => <p />, css: ["/own.css"] });
  assert.match(await sendForText(app, "GET /"), /<link rel="stylesheet" href="\/own.css"\/><\/head>/);
});

Deno.test("ws() upgrades and hands messages to its handlers", async () => {
  const app = new App().ws("/echo", { message: (socket, event) => socket.send(`echo ${event.data}`) });
  assert.equal((await send(app, "GET /echo")).status, 400);
  await using server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  const socket = new WebSocket(`ws://localhost:${server.addr.port}/echo`);
  socket.onopen = () => socket.send("hello");
  const answer = await new Promise((resolve) => socket.onmessage = (event) => resolve(event.data));
  const closed = new Promise((resolve) => socket.onclose = resolve);
  socket.close();
  await closed;
  assert.equal(answer, "echo hello");
});

Deno.test("ctx.upgrade() without handlers gives the socket itself", async () => {
  const app = new App().get("/", (ctx) => {
    const { socket, response } = ctx.upgrade({ protocol: "chat" });
    socket.onopen = () => socket.send("hello");
    return response;
  });
  await using server = Deno.serve({ port: 0, onListen() {} }, app.handler());
  const socket = new WebSocket(`ws://localhost:${server.addr.port}/`, ["chat"]);
  assert.equal(await new Promise((resolve) => socket.onmessage = (event) => resolve(event.data)), "hello");
  assert.equal(socket.protocol, "chat");
  const closed = new Promise((resolve) => socket.onclose = resolve);
  socket.close();
  await closed;
});

Deno.test("App answers 500 when a middleware changes a Response.redirect, and not for ctx.redirect", async () => {
  const app = new App()
    .use(async (ctx) => {
      const response = await ctx.next();
      response.headers.set("x-own", "1");
      return response;
    })
    .get("/fixed", () => Response.redirect("https://acme.test/", 302))
    .get("/open", (ctx) => ctx.redirect("https://acme.test/"));
  const log = console.error;
  console.error = () => {};
  const fixed = await send(app, "GET /fixed");
  console.error = log;
  const open = await send(app, "GET /open");
  assert.deepEqual([fixed.status, open.status, open.headers.get("x-own")], [500, 302, "1"]);
});

Deno.test("listen() takes the first free port from 8000, or the one that it is given", async () => {
  const app = new App().get("/", (ctx) => ctx.text("here"));
  for (const port of [undefined, 0]) {
    const stopping = new AbortController();
    const address = Promise.withResolvers<Deno.NetAddr>();
    const done = app.listen({
      port,
      hostname: "127.0.0.1",
      signal: stopping.signal,
      onListen: address.resolve,
    });
    const { port: taken } = await address.promise;
    assert.equal(await (await fetch(`http://127.0.0.1:${taken}/`)).text(), "here");
    assert.equal(taken >= 8000 && taken < 8020, port === undefined);
    stopping.abort();
    await done;
  }
});
