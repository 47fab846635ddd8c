import assert from "node:assert/strict";
import { App, setBuild } from "./app.ts";
import { emptyBuild } from "./build.ts";
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
  setBuild(app, { ...emptyBuild(), routes: Object.entries(routes) });
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
