import assert from "node:assert/strict";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { App, setBuild } from "./app.ts";
import type { PageProps } from "./handlers.ts";
import { Head } from "./runtime/head.ts";
import { Partial } from "./runtime/partial.ts";
import { send, sendForText } from "../tests/send.ts";

function Document({ Component }: PageProps) {
  return (
    <html lang="en">
      <head>
        <title>Default</title>
        <meta name="description" content="default" />
      </head>
      <body>
        <Component />
      </body>
    </html>
  );
}
const Outer = ({ Component }: PageProps) => (
  <div class="outer">
    <Component />
  </div>
);
async function Inner({ Component }: PageProps) {
  return <div class="inner">{await Promise.resolve(<Component />)}</div>;
}

Deno.test("render() puts a page into its layouts and the app wrapper", async () => {
  const app = new App()
    .appWrapper(Document)
    .layout("*", Outer)
    .layout("/in", Inner)
    .get("/in/x", (ctx) => ctx.render(<p>page</p>, { status: 201, headers: { "x-own": "1" } }));
  const response = await send(app, "GET /in/x");
  assert.deepEqual([response.status, response.headers.get("x-own")], [201, "1"]);
  assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(
    await response.text(),
    '<!DOCTYPE html><html lang="en"><head><title>Default</title><meta name="description" content="default"/></head>' +
      '<body><div class="outer"><div class="inner"><p>page</p></div></div></body></html>',
  );
});

Deno.test("a layout, a route or a call of render() can leave out what it would inherit", async () => {
  const app = new App()
    .appWrapper(Document)
    .layout("*", Outer)
    .layout("/alone", Inner, { skipInheritedLayouts: true })
    .layout("/bare", Inner, { skipAppWrapper: true })
    .get("/alone/x", (ctx) => ctx.render(<p />))
    .get("/bare/x", (ctx) => ctx.render(<p />))
    .route("/route", { component: () => <p />, config: { skipInheritedLayouts: true, skipAppWrapper: true } })
    .get("/call", (ctx) => ctx.render(<p />, {}, { skipInheritedLayouts: true }));
  const shape = async (path: string) => {
    const html = await sendForText(app, `GET ${path}`);
    return ["Default", "outer", "inner"].filter((mark) => html.includes(mark));
  };
  assert.deepEqual(await shape("/alone/x"), ["Default", "inner"]);
  assert.deepEqual(await shape("/bare/x"), ["outer", "inner"]);
  assert.deepEqual(await shape("/route"), []);
  assert.deepEqual(await shape("/call"), ["Default"]);
});

Deno.test("an async layout or app wrapper may answer with a Response instead", async () => {
  const away = async () => await Promise.resolve(Response.json(null, { status: 303 }));
  const page = { component: () => <p /> };
  assert.equal((await send(new App().layout("*", away).route("/", page), "GET /")).status, 303);
  assert.equal((await send(new App().appWrapper(away).route("/", page), "GET /")).status, 303);
});

Deno.test("render() completes what has no html element", async () => {
  const app = new App().get("/", (ctx) => ctx.render(<p>only</p>));
  assert.equal(
    await sendForText(app, "GET /"),
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><p>only</p></body></html>',
  );
});

Deno.test("Head moves its children into the head and replaces what means the same", async () => {
  const Color = createContext("none");
  const Tinted = () => <meta name="color" content={useContext(Color)} />;
  const app = new App().appWrapper(Document).get("/", (ctx) =>
    ctx.render(
      <Color.Provider value="red">
        <Head>
          <title>Page &amp; more</title>
          <meta name="description" content="page" />
          <link key="one" rel="alternate" href="/a" />
          <Tinted />
        </Head>
        <svg>
          <title>Not of the page</title>
        </svg>
        <Head>
          <link key="one" rel="alternate" href="/b" />
        </Head>
      </Color.Provider>,
    ));
  const html = await sendForText(app, "GET /");
  const [, head, body] = html.match(/<head>(.*)<\/head><body>(.*)<\/body>/s)!;
  assert.equal(
    head,
    '<title>Page &amp; more</title><meta name="description" content="page"/><meta name="color" content="red"/>' +
      '<link rel="alternate" href="/b"/>',
  );
  assert.equal(body, "<svg><title>Not of the page</title></svg>");
});

Deno.test("Head tells elements apart by key, id, name of a meta and address of a link", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <html>
        <head>
          <link rel="canonical" href="/1" />
          <link rel="stylesheet" href="/a.css" />
          <script id="data">1</script>
          <script>1</script>
        </head>
        <body>
          <Head>
            <link rel="canonical" href="/2" />
            <link rel="stylesheet" href="/a.css" />
            <link rel="stylesheet" href="/b.css" />
            <script id="data">2</script>
            <script>2</script>
          </Head>
        </body>
      </html>,
    ));
  const html = (await sendForText(app, "GET /")).replaceAll(/ nonce="\w+"/g, "");
  assert.match(
    html,
    new RegExp(
      '<head><script>1</script><link rel="canonical" href="/2"/><link rel="stylesheet" href="/a.css"/>' +
        '<link rel="stylesheet" href="/b.css"/><script id="data">2</script><script>2</script></head>',
    ),
  );
});

Deno.test("render() gives scripts and styles the nonce of this page, also those kept in a constant", async () => {
  const constant = <script>1</script>;
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <div>
        {constant}
        <style>p {"{}"}</style>
        <script nonce="own">2</script>
      </div>,
    ));
  const nonces = async () =>
    [...(await sendForText(app, "GET /")).matchAll(/nonce="(\w+)"/g)].map(([, nonce]) => nonce);
  const [first, second] = [await nonces(), await nonces()];
  assert.equal(first[0], first[1]);
  assert.equal(first[2], "own");
  assert.equal(second[0], second[1]);
  assert.notEqual(first[0], second[0]);
});

Deno.test("render() keeps nothing of a page on what is kept in a constant", async () => {
  const constant = (
    <Partial name="p">
      <a key="k" href="/a">a</a>
    </Partial>
  );
  const app = new App().get("/:page", (ctx) =>
    ctx.render(
      <div>
        {constant}
        <a key="k" href="/c">c</a>
      </div>,
    ));
  const [first, other, again] = [
    await sendForText(app, "GET /a"),
    await sendForText(app, "GET /b"),
    await sendForText(app, "GET /a"),
  ];
  assert.equal(first, again);
  const partial = (link: string) =>
    `<!--frsh:partial:p:replace:-->${link}a</a><!--/frsh:partial--><a href="/c">c</a>`;
  assert.ok(
    first.includes(partial('<a href="/a" data-current="true" aria-current="page" data-frsh-key="k">')),
    first,
  );
  assert.ok(other.includes(partial('<a href="/a" data-frsh-key="k">')), other);
});

Deno.test("render() marks links to this page and to those above it", async () => {
  const app = new App().get("/a/b", (ctx) =>
    ctx.render(
      <nav>
        <a href="/a/b?x=1">1</a>
        <a href="/a">2</a>
        <a href="/">3</a>
        <a href="/a/b" aria-current="step">4</a>
      </nav>,
    ));
  assert.match(
    await sendForText(app, "GET /a/b"),
    new RegExp(
      '<a href="/a/b\\?x=1" data-current="true" aria-current="page">1</a>' +
        '<a href="/a" data-ancestor="true" aria-current="true">2</a><a href="/">3</a>' +
        '<a href="/a/b" aria-current="step">4</a>',
    ),
  );
});

Deno.test("render() makes images of the static folder cacheable", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <p>
        <img src="/a.png" srcset="/a.png 1x, /b.png 2x" />
        <img src="https://other.test/a.png" />
        <img src="/c.png" data-fresh-disable-lock />
      </p>,
    ));
  setBuild(app, { buildId: "B1" });
  const html = await sendForText(app, "GET /");
  assert.match(
    html,
    /<img src="\/a.png\?__frsh_c=B1" srcset="\/a.png\?__frsh_c=B1 1x, \/b.png\?__frsh_c=B1 2x"\/>/,
  );
  assert.match(html, /<img src="https:\/\/other.test\/a.png"\/><img src="\/c.png" /);
});

Deno.test("a page without islands has no script but links the stylesheets", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <Partial name="p">
        <a href="/b" f-client-nav={false}>x</a>
      </Partial>,
    ));
  setBuild(app, { css: ["/assets/a.css"], clientEntry: "/assets/client.js" });
  const response = await send(app, "GET /");
  assert.equal(response.headers.get("link"), null);
  const html = await response.text();
  assert.match(html, /<link rel="stylesheet" href="\/assets\/a.css"\/><\/head>/);
  assert.match(html, /<a href="\/b" f-client-nav="false">/);
  assert.doesNotMatch(html, /<script/);
});
