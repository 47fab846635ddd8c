import assert from "node:assert/strict";
import { createServer, type ServerOptions } from "vite";
import { edit, fixtureCopy, hasBrowser, openBrowser } from "../tests/fixture.ts";

async function devServer(
  fixture: ReturnType<typeof fixtureCopy>,
  options?: ServerOptions,
): Promise<{ origin: string } & AsyncDisposable> {
  const server = await createServer({ ...fixture.vite, server: { port: 0, host: "127.0.0.1", ...options } });
  await server.listen();
  const [origin] = server.resolvedUrls!.local;
  return { origin: origin.replace(/\/$/, ""), [Symbol.asyncDispose]: () => server.close() };
}

Deno.test("the development server answers by the app, and links the styles", async () => {
  using fixture = fixtureCopy();
  await using server = await devServer(fixture);
  const get = async (path: string, init?: RequestInit) => await fetch(server.origin + path, init);

  const page = await (await get("/about")).text();
  assert.match(page, /<link rel="stylesheet" href="\/assets\/styles.css"\/>/);
  assert.match(page, /<script type="module" nonce="\w+" src="\/@vite\/client"><\/script>/);
  const styles = await get("/assets/styles.css", { headers: { accept: "text/css" } });
  assert.match(styles.headers.get("content-type")!, /text\/css/);
  assert.match(await styles.text(), /\.plain/);
  assert.equal(await (await get("/robots.txt")).text(), "User-agent: *\n");
  assert.equal((await get("/main")).status, 404, "a module is not a page");
  Deno.mkdirSync(`${fixture.root}/static/echo`);
  assert.equal((await get("/echo")).status, 200, "a folder is not a file");
  Deno.writeTextFileSync(`${fixture.root}/static/a b`, "spaced");
  while (await (await get("/a%20b")).text() !== "spaced");
  assert.equal(await (await get("/..%2Fdeno.json")).text(), "Not Found", "what is outside is for the app");

  const body = new URLSearchParams({ name: "Ada" });
  const posted = await get("/echo", { method: "POST", body });
  assert.equal(await posted.text(), "Hello Ada");
  assert.deepEqual(posted.headers.getSetCookie(), ["a=1", "b=2"]);
  assert.deepEqual(await (await get("/echo?x=1")).json(), {
    host: new URL(server.origin).host,
    url: `${server.origin}/echo?x=1`,
    address: "tcp",
  });
});

Deno.test("the development server sends events as they come, and ends them when the browser leaves", async () => {
  using fixture = fixtureCopy();
  await using server = await devServer(fixture);
  const leaving = new AbortController();
  const response = await fetch(`${server.origin}/events`, { signal: leaving.signal });
  const { value } = await response.body!.getReader().read();
  assert.equal(new TextDecoder().decode(value), "data: first\n\n");
  leaving.abort();
  const seen = globalThis as { eventsLeft?: boolean };
  while (!seen.eventsLeft) await new Promise((resolve) => setTimeout(resolve, 10));
});

Deno.test("the development server hands WebSockets to the app", async () => {
  using fixture = fixtureCopy();
  await using server = await devServer(fixture);
  const socket = new WebSocket(`${server.origin}/chat`, ["chat"]);
  const next = (type: "open" | "message" | "close") =>
    new Promise<Event>((resolve) => socket.addEventListener(type, resolve, { once: true }));
  await next("open");
  assert.equal(socket.protocol, "chat");
  for (const text of ["hello", "again"]) {
    const heard = next("message");
    socket.send(text);
    assert.equal((await heard as MessageEvent).data, `${text} at ${new URL(server.origin).host}`);
  }
  const closed = next("close");
  socket.send("bye");
  const { code, reason } = await closed as CloseEvent;
  assert.deepEqual([code, reason], [4001, "bye"]);

  const refused = await fetch(`${server.origin}/chat`);
  assert.deepEqual([refused.status, await refused.text()], [400, "Expected a WebSocket upgrade request"]);
});

Deno.test("the development server keeps the proxies of the app", async () => {
  using fixture = fixtureCopy();
  await using other = Deno.serve(
    { port: 0, onListen() {} },
    (req) => new Response(new URL(req.url).pathname),
  );
  await using server = await devServer(fixture, {
    proxy: { "/elsewhere": `http://localhost:${other.addr.port}` },
  });
  assert.equal(await (await fetch(`${server.origin}/elsewhere/x`)).text(), "/elsewhere/x");
  assert.equal((await fetch(`${server.origin}/about`)).status, 200);
});

Deno.test("the development server shows what cannot be loaded, and goes on when it is mended", async () => {
  using fixture = fixtureCopy();
  await using server = await devServer(fixture);
  const wrapper = `${fixture.root}/routes/_app.tsx`;
  const code = Deno.readTextFileSync(wrapper);
  Deno.writeTextFileSync(wrapper, "export default (");
  const broken = await fetch(`${server.origin}/about`);
  assert.equal(broken.status, 500);
  assert.match(await broken.text(), /PARSE_ERROR[\s\S]*@vite\/client/);
  const client = await fetch(`${server.origin}/@vite/client`);
  assert.deepEqual([client.status, (await client.text()).length > 0], [200, true]);
  Deno.writeTextFileSync(wrapper, code);
  let mended = "";
  while (!mended.includes("<title>Fixture</title>")) {
    mended = await (await fetch(`${server.origin}/about`)).text();
  }
});

Deno.test({
  name: "the development server reloads the page when a file changes, and starts the app only once",
  ignore: !hasBrowser,
  async fn() {
    using fixture = fixtureCopy();
    Deno.writeTextFileSync(
      `${fixture.root}/main.ts`,
      "\nglobalThis.fixtureStarts = (globalThis.fixtureStarts ?? 0) + 1;\n",
      {
        append: true,
      },
    );
    await using server = await devServer(fixture);
    await using browser = await openBrowser();
    const page = await browser.newPage();

    // What changes before Vite's client has connected does not reach it.
    const connected = () => page.waitForEvent("console", (message) => message.text() === "[vite] connected.");
    const visit = (path: string) => Promise.all([connected(), page.goto(server.origin + path)]);

    await visit("/about");
    await Promise.all([connected(), edit(`${fixture.root}/routes/about.tsx`, ">About<", ">Changed<")]);
    assert.equal(await page.locator("p").innerText(), "Changed");
    edit(`${fixture.root}/assets/styles.css`, "rgb(1, 2, 3)", "rgb(9, 9, 9)");
    await page.waitForFunction(() => getComputedStyle(document.querySelector("p")!).color === "rgb(9, 9, 9)");

    Deno.writeTextFileSync(`${fixture.root}/added.tsx`, "export default () => <p>Added</p>;");
    await Promise.all([
      connected(),
      Deno.rename(`${fixture.root}/added.tsx`, `${fixture.root}/routes/added.tsx`),
    ]);
    await visit("/added");
    assert.equal(await page.locator("p").innerText(), "Added");

    await visit("/");
    await page.locator("#kinds", { hasText: "1970" }).waitFor();
    const color = await page.locator("header").evaluate((element) => getComputedStyle(element).color);
    assert.equal(color, "rgb(4, 5, 6)", "the policy lets Vite add the styles of an island");
    await page.locator("#first").click();
    assert.equal(await page.locator("#second").innerText(), "second 2");
    await page.evaluate(() => document.documentElement.dataset.here = "yes");
    const isSameDocument = () => page.evaluate(() => document.documentElement.dataset.here === "yes");
    edit(`${fixture.root}/islands/Counter.tsx`, "{id} {count}", "{id}: {count}");
    await page.locator("#first", { hasText: "first: 2" }).waitFor();
    assert.equal(await page.locator("#first").getAttribute("title"), "1", "an island keeps its own state");
    edit(`${fixture.root}/islands/toggle.css`, "rgb(4, 5, 6)", "rgb(8, 8, 8)");
    await page.waitForFunction(() =>
      getComputedStyle(document.querySelector("header")!).color === "rgb(8, 8, 8)"
    );
    assert.equal(await isSameDocument(), true);
    const html = await (await fetch(server.origin)).text();
    assert.match(html, /first<!-- -->?: |first: /, "the server renders what was edited");

    await visit("/styled/card");
    const colorOf = (selector: string) => page.locator(selector).evaluate((it) => getComputedStyle(it).color);
    assert.equal(await colorOf(".card"), "rgb(10, 11, 12)");
    await page.evaluate(() => document.documentElement.dataset.here = "yes");
    edit(`${fixture.root}/components/card.css`, "rgb(10, 11, 12)", "rgb(1, 1, 1)");
    await page.waitForFunction(() =>
      getComputedStyle(document.querySelector(".card")!).color === "rgb(1, 1, 1)"
    );
    assert.equal(await isSameDocument(), true);
    await visit("/styled/export");
    assert.equal(await colorOf(".exported"), "rgb(13, 14, 15)");
    assert.equal((globalThis as { fixtureStarts?: number }).fixtureStarts, 1);
  },
});

Deno.test({
  name: "islands keep their state in development while partials change the page around them",
  ignore: !hasBrowser,
  async fn() {
    using fixture = fixtureCopy();
    await using server = await devServer(fixture);
    await using browser = await openBrowser();
    const page = await browser.newPage();
    await page.goto(`${server.origin}/nav/a`);
    await page.waitForFunction(() => document.documentElement.dataset.counters === "2");
    await page.locator("#inside").click();
    await page.locator("#to-slow").click();
    await page.locator("h1", { hasText: "A?slow" }).waitFor();
    assert.equal(await page.locator("#inside").getAttribute("title"), "1");
  },
});

Deno.test({
  name: "the development server serves an app below its base path",
  ignore: !hasBrowser,
  async fn() {
    using fixture = fixtureCopy();
    edit(`${fixture.root}/main.ts`, "new App<State>()", 'new App<State>({ basePath: "/ui" })');
    await using server = await devServer(fixture);
    await using browser = await openBrowser();
    const page = await browser.newPage();
    await page.goto(`${server.origin}/ui`);
    await page.locator("#kinds", { hasText: "1970" }).waitFor();
    const color = await page.locator("header").evaluate((it) => getComputedStyle(it).color);
    assert.equal(color, "rgb(4, 5, 6)");
    await page.locator("#first").click();
    assert.equal(await page.locator("#second").innerText(), "second 2");
    assert.equal(await (await fetch(`${server.origin}/ui/robots.txt`)).text(), "User-agent: *\n");
    assert.equal((await fetch(`${server.origin}/about`)).status, 404);
  },
});
