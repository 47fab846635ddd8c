import assert from "node:assert/strict";
import { App, setBuild } from "./app.ts";
import { type Any, page, type PageProps } from "./handlers.ts";
import { HttpError } from "./runtime/http_error.ts";
import { send, sendForText } from "../tests/send.ts";

const wrap = (name: string) => ({ Component }: PageProps) => (
  <div class={name}>
    <Component />
  </div>
);
const note = (name: string) => (ctx: Any) => {
  ctx.state.seen = [...ctx.state.seen ?? [], name];
  return ctx.next();
};
const seen = { handler: { GET: (ctx: Any) => ctx.json(ctx.state.seen ?? []) } };
const failing = {
  default: () => {
    throw new HttpError(418, "teapot");
  },
};

function appOf(routes: Record<string, unknown>, build = (app: App<Any>) => app.fsRoutes()): App<Any> {
  const app = new App<Any>();
  setBuild(app, { routes: Object.entries(routes) });
  return build(app);
}

Deno.test("fsRoutes() serves components, handlers and both together", async () => {
  const app = appOf({
    "/index.tsx": { default: () => <p>home</p> },
    "/api/[id].ts": {
      handlers: { GET: (ctx: Any) => ctx.json(ctx.params), DELETE: () => new Response("gone") },
    },
    "/form.tsx": {
      handler: { POST: () => page({ sent: true }) },
      default: ({ data }: PageProps<{ sent: boolean }>) => <p>sent {String(data?.sent ?? false)}</p>,
    },
  });
  assert.match(await sendForText(app, "GET /"), /<p>home<\/p>/);
  assert.equal(await sendForText(app, "GET /api/7"), '{"id":"7"}');
  assert.equal(await sendForText(app, "DELETE /api/7"), "gone");
  assert.match(await sendForText(app, "GET /form"), /sent false/);
  assert.match(await sendForText(app, "POST /form"), /sent true/);
});

Deno.test("fsRoutes() lets middlewares, layouts and the app wrapper hold for their folder", async () => {
  const app = appOf({
    "/(area)/inner/index.tsx": { default: () => <p>x</p> },
    "/(area)/inner/seen.ts": seen,
    "/(area)/_layout.tsx": { default: wrap("area") },
    "/(area)/_middleware.ts": { handler: [note("area 1"), note("area 2")] },
    "/(area)/inner/_middleware.ts": { default: note("inner") },
    "/_layout.tsx": { default: wrap("root") },
    "/_middleware.ts": { default: note("root") },
    "/_app.tsx": { default: wrap("app") },
    "/outside.ts": seen,
  });
  assert.match(
    await sendForText(app, "GET /inner"),
    /<div class="app"><div class="root"><div class="area"><p>x<\/p><\/div><\/div><\/div>/,
  );
  assert.equal(await sendForText(app, "GET /inner/seen"), '["root","area 1","area 2","inner"]');
  assert.equal(await sendForText(app, "GET /outside"), '["root"]');
  assert.equal(await sendForText(app, "GET /unknown"), "Not Found");
});

Deno.test("fsRoutes() does not let a folder's middleware hold for the file of the same name beside it", async () => {
  const app = appOf({ "/a.ts": seen, "/a/_middleware.ts": { default: note("a") } });
  assert.equal(await sendForText(app, "GET /a"), "[]");
});

Deno.test("fsRoutes() refuses two files for one address", () => {
  const app = appOf({ "/(one)/a.ts": seen, "/(two)/a/index.ts": seen });
  assert.throws(() => app.handler(), /"\/\(one\)\/a.ts" and "\/\(two\)\/a\/index.ts" both answer "\/a"/);
});

Deno.test("fsRoutes() heeds the config of routes and layouts", async () => {
  const app = appOf({
    "/_app.tsx": { default: wrap("app") },
    "/_layout.tsx": { default: wrap("root") },
    "/bare.tsx": { default: () => <p />, config: { skipAppWrapper: true, skipInheritedLayouts: true } },
    "/alone/_layout.tsx": { default: wrap("alone"), config: { skipInheritedLayouts: true } },
    "/alone/index.tsx": { default: () => <p /> },
    "/moved.tsx": { default: () => <p>moved</p>, config: { routeOverride: "/x/:module@:version" } },
  });
  assert.doesNotMatch(await sendForText(app, "GET /bare"), /<div/);
  assert.match(await sendForText(app, "GET /alone"), /<div class="app"><div class="alone"><p>/);
  assert.match(await sendForText(app, "GET /x/a@1"), /moved/);
  assert.equal((await send(app, "GET /moved")).status, 404);
});

Deno.test("fsRoutes() shows the nearest error page, and the root's for unknown addresses", async () => {
  const errorPage = (name: string) => ({
    default: ({ error }: PageProps) => <b>{name}: {(error as Error)?.message}</b>,
  });
  const app = appOf({
    "/_middleware.ts": { default: note("root") },
    "/_error.tsx": errorPage("root"),
    "/(area)/_error.tsx": errorPage("area"),
    "/(area)/deep/fails.tsx": failing,
    "/fails.tsx": failing,
  });
  for (
    const [path, text, status] of [
      ["/deep/fails", "area: teapot", 418],
      ["/fails", "root: teapot", 418],
      ["/unknown", "root: Not Found", 404],
    ] as const
  ) {
    const response = await send(app, `GET ${path}`);
    assert.equal(response.status, status);
    assert.match(await response.text(), new RegExp(`<b>${text}</b>`));
  }
});

Deno.test("fsRoutes() still knows _404 and _500", async () => {
  const app = appOf({
    "/_404.tsx": { default: () => <p>no page</p> },
    "/_500.tsx": { default: () => <p>broken</p> },
    "/fails.tsx": failing,
  });
  const unknown = await send(app, "GET /unknown");
  assert.equal(unknown.status, 404);
  assert.match(await unknown.text(), /no page/);
  assert.match(await sendForText(app, "GET /fails"), /broken/);
});

Deno.test("fsRoutes() can be mounted below a path", async () => {
  const app = appOf(
    { "/_middleware.ts": { default: note("files") }, "/seen.ts": seen },
    (app) => app.fsRoutes("/sub/*").get("/seen", (ctx) => ctx.json(ctx.state.seen ?? [])),
  );
  assert.equal(await sendForText(app, "GET /sub/seen"), '["files"]');
  assert.equal(await sendForText(app, "GET /seen"), "[]");
});

Deno.test("fsRoutes() warns about a middleware file that exports an object", async () => {
  const warnings: string[] = [];
  const { warn } = console;
  console.warn = (text) => warnings.push(text);
  try {
    const app = appOf({ "/_middleware.ts": { handler: { GET: () => new Response() } }, "/seen.ts": seen });
    assert.equal(await sendForText(app, "GET /seen"), "[]");
  } finally {
    console.warn = warn;
  }
  assert.match(warnings.join(), /"\/_middleware.ts": a middleware file must export a function/);
});

Deno.test("fsRoutes() loads a lazy route once, when its address is first asked for", async () => {
  let loads = 0;
  const app = appOf({
    "/_middleware.ts": { default: note("root") },
    "/in/_middleware.ts": { default: note("in") },
    "/in/[id].ts": () => {
      loads++;
      return Promise.resolve({ ...seen, config: { skipAppWrapper: true } });
    },
  });
  const handler = app.handler();
  const ask = (method: string) => handler(new Request("http://localhost/in/1", { method }));
  assert.equal(loads, 0);
  const [first] = await Promise.all([ask("GET"), ask("GET")]);
  assert.equal(await first.text(), '["root","in"]');
  const refused = await ask("POST");
  assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, HEAD, OPTIONS"]);
  assert.equal(loads, 1);
});

Deno.test("fsRoutes() shows the root's error page for a route that cannot be loaded", async () => {
  const app = appOf({
    "/_error.tsx": { default: ({ error }: PageProps) => <b>{(error as Error).message}</b> },
    "/broken.ts": () => Promise.reject(new Error("Cannot load")),
  });
  const response = await send(app, "GET /broken");
  assert.deepEqual([response.status, (await response.text()).includes("<b>Cannot load</b>")], [500, true]);
});

Deno.test("fsRoutes() links the stylesheets of a route after those of its wrappers, and only on its pages", async () => {
  const app = new App<Any>();
  setBuild(app, {
    css: ["/all.css"],
    cssOf: (path) => [`${path}.css`],
    routes: Object.entries({
      "/_app.tsx": { default: wrap("app") },
      "/_layout.tsx": { default: wrap("layout") },
      "/_error.tsx": { default: () => <p>error</p> },
      "/a.tsx": { default: () => <p>a</p>, css: ["./relative.css", "/static.css"] },
      "/b.tsx": { default: () => <p>b</p>, config: { skipInheritedLayouts: true } },
      "/fails.tsx": failing,
    }),
  });
  app.fsRoutes();
  const links = async (path: string) =>
    [...(await sendForText(app, `GET ${path}`)).matchAll(/href="\/([\w.]+)\.css"/g)].map(([, href]) => href);
  assert.deepEqual(await links("/a"), ["all", "_app.tsx", "_layout.tsx", "a.tsx", "static"]);
  assert.deepEqual(await links("/b"), ["all", "_app.tsx", "b.tsx"]);
  assert.deepEqual(await links("/fails"), ["all", "_app.tsx", "_layout.tsx", "_error.tsx"]);
});

Deno.test("fsRoutes() limits a route to the methods of its config, and sends a policy when it says so", async () => {
  const handler = (ctx: Any) => ctx.text(ctx.req.method);
  const app = appOf({
    "/some.ts": { handler, config: { methods: ["GET", "PUT"] } },
    "/policy.ts": { handler, config: { csp: true } },
  });
  assert.equal(await sendForText(app, "PUT /some"), "PUT");
  const refused = await send(app, "POST /some");
  assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "GET, HEAD, OPTIONS, PUT"]);
  assert.equal(refused.headers.get("content-security-policy"), null);
  assert.match(
    (await send(app, "GET /policy")).headers.get("content-security-policy")!,
    /default-src 'self'/,
  );
});
