import assert from "node:assert/strict";
import { createBuilder } from "vite";
import { edit, fixtureCopy, hasBrowser, openBrowser } from "../tests/fixture.ts";

async function buildOf(fixture: ReturnType<typeof fixtureCopy>): Promise<{ fetch: Deno.ServeHandler }> {
  await (await createBuilder(fixture.vite, null)).buildApp();
  return (await import(`file://${fixture.root}/_fresh/server.js`)).default;
}

Deno.test("a build serves pages with hashed styles, static files and no script without islands", async () => {
  using fixture = fixtureCopy();
  const { fetch } = await buildOf(fixture) as { fetch: (req: Request) => Promise<Response> };
  const get = (path: string, init?: RequestInit) => fetch(new Request(`http://localhost${path}`, init));

  const about = await (await get("/about")).text();
  assert.match(about, /<title>Fixture<\/title>/);
  assert.doesNotMatch(about, /<script/);
  const [, css] = about.match(/<link rel="stylesheet" href="(\/assets\/client-[\w-]{8}\.css)"\/>/)!;
  const styles = await get(css);
  assert.match(await styles.text(), /\.plain/);
  assert.match(styles.headers.get("cache-control")!, /immutable/);

  const robots = await get("/robots.txt");
  assert.equal(await robots.text(), "User-agent: *\n");
  assert.match(robots.headers.get("cache-control")!, /no-store/);
  assert.equal((await get("/server.js")).status, 404);
  assert.equal((await get("/..%2Fserver.js")).status, 404);
});

Deno.test("a build links the stylesheets that a page's route, layouts and components import, and no others", async () => {
  using fixture = fixtureCopy();
  const { fetch } = await buildOf(fixture) as { fetch: (req: Request) => Promise<Response> };
  const stylesOf = async (path: string) => {
    const html = await (await fetch(new Request(`http://localhost${path}`))).text();
    const links = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href);
    assert.match(links[0], /^\/assets\/client-/);
    const texts = links.slice(1).map(async (href) =>
      (await fetch(new Request(`http://localhost${href}`))).text()
    );
    return (await Promise.all(texts)).join("").replaceAll(/\s/g, "");
  };
  assert.equal(await stylesOf("/about"), "");
  assert.equal(await stylesOf("/styled/card"), ".layout{padding:3px}.card{color:#0a0b0c}");
  assert.equal(
    await stylesOf("/styled/export"),
    ".layout{padding:3px}.exported{color:#0d0e0f}.exported{margin:4px}.legacy{color:red;}",
  );
  assert.match(
    await stylesOf("/styled/module"),
    /^\.layout\{padding:3px\}\.toggle\{color:#040506\}\._own_\w+\{color:#101112\}$/,
  );
});

Deno.test("a build loads a route file when it is first asked for, and knows its methods then", async () => {
  using fixture = fixtureCopy();
  const { fetch } = await buildOf(fixture) as { fetch: (req: Request) => Promise<Response> };
  const send = (method: string, path: string) => fetch(new Request(`http://localhost${path}`, { method }));
  const loads = globalThis as { lazyLoads?: number };
  assert.equal(loads.lazyLoads, undefined);
  const refused = await send("DELETE", "/lazy");
  assert.deepEqual([refused.status, refused.headers.get("allow")], [405, "OPTIONS, POST"]);
  assert.equal(await (await send("POST", "/lazy")).text(), "1");
  assert.match(await (await send("GET", "/moved/1")).text(), /Moved/);
  assert.equal((await send("GET", "/override")).status, 404);
});

Deno.test("a build leaves npm packages to the runtime and is the same each time", async () => {
  using fixture = fixtureCopy();
  await buildOf(fixture);
  const read = () =>
    ["server", "."].flatMap((folder) =>
      [...Deno.readDirSync(`${fixture.root}/_fresh/${folder}`)].filter(({ isFile }) => isFile).map((
        { name },
      ) => `${name}\n${Deno.readTextFileSync(`${fixture.root}/_fresh/${folder}/${name}`)}`)
    ).sort().join("\n");
  const first = read();
  assert.match(first, /from "preact-render-to-string";/);
  const code = first.replaceAll(/^\s*\/\/ .*$/gm, "");
  assert.ok(!code.includes(fixture.root), "a build can be moved");
  await buildOf(fixture);
  assert.equal(read(), first);
  const files = [...Deno.readDirSync(fixture.root)].map(({ name }) => name).sort();
  assert.deepEqual(files, [
    "_fresh",
    "assets",
    "client.ts",
    "components",
    "deno.json",
    "islands",
    "main.ts",
    "node_modules",
    "routes",
    "static",
    "utils.ts",
  ]);
});

Deno.test("an app is built by vite build and served by deno serve", async () => {
  using fixture = fixtureCopy();
  const write = (file: string, text: string) => Deno.writeTextFileSync(`${fixture.root}/${file}`, text);
  edit(`${fixture.root}/deno.json`, '"imports":{', '"imports":{"@acme/badge":"./badge.tsx",');
  write(
    "vite.config.ts",
    `import { fresh } from "@fresh/plugin-vite";
    export default { plugins: [fresh({ islandSpecifiers: ["@acme/badge"] })] };`,
  );
  write("badge.tsx", `export function Badge() { return <i>Badge</i>; }`);
  write(
    "islands/Env.tsx",
    `import { useState } from "react";
    export default function Env() {
      const [key] = useState(Deno.env.get("FRESH_PUBLIC_KEY"));
      return <b>{key} {process.env.FRESH_PUBLIC_OTHER ?? "none"}</b>;
    }`,
  );
  write(
    "routes/env.tsx",
    `import Env from "../islands/Env.tsx"; import { Badge } from "@acme/badge"; export default () => <p><Env /><Badge /></p>;`,
  );
  const deno = (...args: string[]) =>
    new Deno.Command(Deno.execPath(), {
      args,
      cwd: fixture.root,
      env: { FRESH_PUBLIC_KEY: "key 1" },
      stdout: "null",
      stderr: "piped",
    });
  const built = await deno("run", "-A", "node_modules/vite/bin/vite.js", "build", "--configLoader", "native")
    .output();
  assert.equal(new TextDecoder().decode(built.stderr), "");

  await using serving = deno("serve", "-A", "--port", "0", "_fresh/server.js").spawn();
  let printed = "";
  for await (
    const text of serving.stderr.pipeThrough(new TextDecoderStream()).values({ preventCancel: true })
  ) {
    if (/:\d+\//.test(printed += text)) break;
  }
  const origin = `http://localhost:${printed.match(/:(\d+)\//)![1]}`;
  const html = await (await fetch(`${origin}/env`)).text();
  assert.match(html, /<b>key 1 none<\/b>/);
  assert.match(html, /<!--frsh:island:Badge:1:--><i>Badge<\/i>/);
  const [, chunk] = html.match(/from "(\/assets\/Env-[^"]+)"/)!;
  const code = await (await fetch(origin + chunk)).text();
  assert.match(code, /key 1/);
  assert.doesNotMatch(code, /Deno\.|process\.env|from"react/);
});

Deno.test({
  name: "islands come to life in a browser, with their props, shared signals and slots",
  ignore: !hasBrowser,
  async fn() {
    using fixture = fixtureCopy();
    const { fetch } = await buildOf(fixture);
    await using server = Deno.serve({ port: 0, onListen() {} }, fetch);
    await using browser = await openBrowser();
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(`http://localhost:${server.addr.port}/`);

    const text = (selector: string) => page.locator(selector).innerText();
    await page.locator("#kinds", { hasText: "1970" }).waitFor();
    assert.equal(await text("#kinds"), "1970-01-01T00:00:00.000Z true 13 acme.test g 7");

    await page.locator("#first").click();
    assert.deepEqual([await text("#first"), await text("#second")], ["first 2", "second 2"]);
    await page.locator("#reset").click();
    assert.equal(await text("#second"), "second 0");

    assert.equal(await page.locator("#content").count(), 0);
    await page.locator("header b").click();
    assert.match(await text("#content p"), /^Text and an/);
    assert.equal(await page.locator("#content input").isDisabled(), true);
    await page.locator("#inner").click();
    assert.equal(await text("#inner"), "inner 11");
    const color = await page.locator("header").evaluate((element) => getComputedStyle(element).color);
    assert.equal(color, "rgb(4, 5, 6)", "the styles of an island come with it");

    await page.goto(`http://localhost:${server.addr.port}/shapes`);
    await page.locator("#count").click();
    await page.locator("#count", { hasText: "count 3" }).waitFor();
    assert.equal(await text("#before-after"), "before odd after");
    assert.equal(await text("#words"), "3 of many, 3 of many");
    const rows = () => page.locator("tr").allInnerTexts();
    assert.deepEqual(await rows(), ["first", "0\tsame", "1\tsame", "2\tsame", "last"]);
    await page.locator("#count").click();
    await page.locator("#count", { hasText: "count 4" }).waitFor();
    assert.equal(await text("#before-after"), "before after");
    assert.equal((await rows()).length, 6);
    assert.deepEqual(problems, []);
  },
});

Deno.test({
  name: "a build serves an app below its base path",
  ignore: !hasBrowser,
  async fn() {
    using fixture = fixtureCopy();
    edit(`${fixture.root}/main.ts`, "new App<State>()", 'new App<State>({ basePath: "/ui" })');
    const { fetch: answer } = await buildOf(fixture);
    await using server = Deno.serve({ port: 0, onListen() {} }, answer);
    await using browser = await openBrowser();
    const page = await browser.newPage();
    const origin = `http://localhost:${server.addr.port}`;
    await page.goto(`${origin}/ui`);
    await page.locator("#kinds", { hasText: "1970" }).waitFor();
    const color = await page.locator("header").evaluate((element) => getComputedStyle(element).color);
    assert.equal(color, "rgb(4, 5, 6)");
    await page.locator("#first").click();
    assert.equal(await page.locator("#second").innerText(), "second 2");
    assert.equal(await (await fetch(`${origin}/ui/robots.txt`)).text(), "User-agent: *\n");
    assert.equal((await fetch(`${origin}/about`)).status, 404);
  },
});
