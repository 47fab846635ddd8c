import assert from "node:assert/strict";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { startHouse } from "@/tests/support/house.ts";

const app = await startApp();
const house = await startHouse();
const { acme, ada } = await makeCast();
const session = await sessionFor(ada);
Deno.test.afterAll(() => house.stop());

Deno.test("search engines are led to every public page, and keep it under its one address", async () => {
  const robots = await house.ask(`${house.origin}/robots.txt`);
  assert.equal(robots.text, `User-agent: *\nDisallow:\n\nSitemap: ${house.origin}/sitemap.xml\n`);
  const { text } = await house.ask(`${house.origin}/sitemap.xml`);
  const urls = [...text.matchAll(/<loc>(.+)<\/loc>/g)].map(([, url]) => url);
  assert.ok(urls.length >= 4);
  for (const url of urls) {
    const page = await house.ask(`${url}?utm_source=a-letter`);
    assert.equal(page.status, 200, url);
    assert.equal(page.headers["x-robots-tag"], "all", url);
    assert.ok(page.text.includes(`<link rel="canonical" href="${url}"/>`), url);
    assert.ok(page.text.includes(`<meta property="og:url" content="${url}"/>`), url);
    assert.match(page.text, /<meta name="description" content="[^"]{50,160}"\/>/, url);
  }
});

Deno.test("what is not for everybody is kept by no search engine", async () => {
  const atAcme = house.tenantOrigin(acme.slug);
  for (const url of [`${house.origin}/admin/signin`, `${atAcme}/signin`, `${atAcme}/api/v1/openapi.json`]) {
    const answer = await house.ask(url);
    assert.equal(answer.status, 200, url);
    assert.equal(answer.headers["x-robots-tag"], "noindex", url);
  }
  assert.equal((await house.ask(`${atAcme}/robots.txt`)).status, 404, "a crawler may come and read that");
});

Deno.test("an installation on this machine is kept by no search engine at all", async () => {
  for (const [origin, path] of [[baseOrigin, "/"], [baseOrigin, "/pricing"], [acme.origin, "/dashboard"]]) {
    const answer = await app.ask(origin, path, { as: origin === baseOrigin ? undefined : session });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get("x-robots-tag"), "noindex", path);
  }
});

Deno.test("text travels compressed to whoever can read that", async () => {
  const page = `${house.origin}/`;
  const [, style] = /href="(\/assets\/[^"]+\.css)"/.exec((await house.ask(page)).text)!;
  for (const url of [page, house.origin + style]) {
    const plain = await house.ask(url);
    const short = await house.ask(url, { headers: { "accept-encoding": "br" } });
    assert.equal(plain.headers["content-encoding"], undefined);
    assert.equal(short.headers["content-encoding"], "br");
    assert.match(short.headers.vary ?? "", /Accept-Encoding/);
    assert.ok(short.text.length < plain.text.length / 3, url);
  }
});
