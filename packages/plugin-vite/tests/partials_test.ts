import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { createBuilder } from "vite";
import { fixtureCopy, hasBrowser, openBrowser } from "./fixture.ts";

/** Visits a page of the built fixture app; what a test does not expect to fail must not fail. */
async function visiting(path: string, test: (visit: Visit) => Promise<void>): Promise<void> {
  const context = await (await browser).newContext({ viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const { origin } = await site;
  await page.goto(origin + path);
  await page.evaluate(() => document.documentElement.dataset.here = "yes");
  const text = (selector: string) => page.locator(selector).innerText();
  const goTo = async (selector: string, heading: string) => {
    await page.locator(selector).click();
    await page.locator("h1", { hasText: heading }).waitFor();
  };
  const isSameDocument = () => page.evaluate(() => document.documentElement.dataset.here === "yes");
  const address = () => page.url().slice(origin.length);
  await test({ page, text, goTo, isSameDocument, address, problems });
  assert.deepEqual(problems, []);
  await context.close();
}

interface Visit {
  page: Page;
  text(selector: string): Promise<string>;
  goTo(selector: string, heading: string): Promise<void>;
  isSameDocument(): Promise<boolean>;
  /** Path and query. */
  address(): string;
  problems: string[];
}

const fixture = fixtureCopy();
const site = serve();
const browser = openBrowser();
Deno.test.afterAll(async () => {
  await (await browser).close();
  await (await site).server.shutdown();
  fixture[Symbol.dispose]();
});

async function serve() {
  await (await createBuilder(fixture.vite, null)).buildApp();
  const { default: { fetch } } = await import(`file://${fixture.root}/_fresh/server.js`);
  const server = Deno.serve({ port: 0, onListen() {} }, async (req, info) => {
    if (req.url.includes("slow")) await new Promise((resolve) => setTimeout(resolve, 300));
    return await fetch(req, info);
  });
  return {
    server,
    fetch: fetch as (req: Request) => Promise<Response>,
    origin: `http://localhost:${server.addr.port}`,
  };
}

function browserTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ name, ignore: !hasBrowser, sanitizeOps: false, sanitizeResources: false, fn });
}

browserTest(
  "a link changes the partials of the page, its title and its address, and nothing else",
  () =>
    visiting("/nav/a", async ({ page, text, goTo, isSameDocument, address }) => {
      await goTo("#to-b", "B");
      assert.equal(address(), "/nav/b");
      assert.equal(await page.title(), "Page B");
      assert.equal(await page.locator("meta[name=description]").getAttribute("content"), "b");
      assert.equal(await page.locator("meta[name=description]").count(), 1);
      const color = await page.locator("h1").evaluate((element) => getComputedStyle(element).color);
      assert.equal(color, "rgb(7, 8, 9)", "styles of the head come with their nonce");
      assert.deepEqual(
        await page.locator("nav a[aria-current]").evaluateAll((links) => links.map(({ id }) => id)),
        ["to-b", "to-b-deep", "to-partial", "to-whole"],
      );
      assert.equal(await isSameDocument(), true);
      await goTo("#to-a", "A");
      assert.equal(await text("#inside"), "inside 1");
      assert.equal(await isSameDocument(), true);
    }),
);

browserTest(
  "islands that stay keep their state, new ones come to life, and those that go are unmounted",
  () =>
    visiting("/nav/a", async ({ page, text, goTo }) => {
      const alive = (count: string) =>
        page.waitForFunction((count) => document.documentElement.dataset.counters === count, count);
      await alive("2");
      await page.locator("#inside").click();
      await page.locator("#outside").click();
      assert.deepEqual([await text("#outside"), await text("#inside")], ["outside 3", "inside 3"]);
      await goTo("#to-changed", "A?count=50");
      assert.equal(await text("#inside"), "inside 50", "its props are those of the new page");
      assert.equal(await page.locator("#inside").getAttribute("title"), "1", "its own state");
      assert.equal(await text("#outside"), "outside 3", "what is outside of the partial is left alone");

      await goTo("#to-b", "B");
      await alive("1");
      await page.locator("header.toggle").click();
      await page.locator("#in-slot").click();
      await alive("2");
      assert.equal(await text("#in-slot"), "in-slot 2");
      const styles = await page.locator("header").evaluate((element) => getComputedStyle(element).color);
      assert.equal(styles, "rgb(4, 5, 6)", "the styles of a new island");
      await goTo("#to-a", "A");
      await alive("2");
    }),
);

browserTest(
  "back and forward bring back pages with their scroll",
  () =>
    visiting("/nav/a", async ({ page, goTo, address, isSameDocument }) => {
      const top = () => page.evaluate(() => Math.round(scrollY));
      await goTo("#to-b", "B");
      await page.evaluate(() => scrollTo(0, 700));
      await page.evaluate(() => document.querySelector<HTMLElement>("#to-a")!.click());
      await page.locator("h1", { hasText: "A" }).waitFor();
      assert.equal(await top(), 0);
      await page.evaluate(() => history.back());
      await page.locator("h1", { hasText: "B" }).waitFor();
      assert.deepEqual([address(), await page.title(), await top()], ["/nav/b", "Page B", 700]);
      await page.evaluate(() => history.back());
      await page.locator("h1", { hasText: "A" }).waitFor();
      await page.evaluate(() => history.forward());
      await page.locator("h1", { hasText: "B" }).waitFor();
      assert.equal(await top(), 700);
      assert.equal(await isSameDocument(), true);
    }),
);

browserTest(
  "a link with a fragment scrolls to it",
  () =>
    visiting("/nav/a", async ({ page, goTo, address, isSameDocument }) => {
      await goTo("#to-b-deep", "B");
      assert.equal(address(), "/nav/b#deep");
      assert.ok(await page.evaluate(() => scrollY) > 1000);
      await page.evaluate(() => location.hash = "");
      assert.equal(await isSameDocument(), true);
    }),
);

browserTest(
  "f-partial fetches another address than the link shows",
  () =>
    visiting("/nav/a", async ({ page, goTo, address }) => {
      const asked = page.waitForRequest(/nav\/part\?fresh-partial=true$/);
      await goTo("#to-partial", "Part");
      await asked;
      assert.equal(address(), "/nav/b");
      assert.equal(await page.title(), "Page A", "a part without a head leaves the head");
    }),
);

browserTest(
  "f-partial of a form, or of its button, is sent what the form has",
  () =>
    visiting("/nav/a", async ({ page, goTo, address, isSameDocument, problems }) => {
      await goTo("#search-part", "Part ?of=form&q=c+d");
      assert.equal(address(), "/nav/search?q=c+d");
      await goTo("#to-a", "A");
      const asked = page.waitForRequest((request) => request.method() === "POST");
      await goTo("#send-part", "Refused null");
      assert.match((await asked).url(), /\/nav\/post\?of=button&fresh-partial=true$/);
      assert.equal((await asked).postData(), "q=c+d");
      assert.deepEqual([address(), await isSameDocument()], ["/nav/a", true]);
      assert.match(problems.splice(0).join(), /422/);
    }),
);

browserTest(
  "a link that is opened elsewhere, or downloaded, leaves the page as it is",
  () =>
    visiting("/nav/a", async ({ page, address, text }) => {
      const opened = page.context().waitForEvent("page");
      await page.locator("#to-b").click({ modifiers: ["Control"] });
      await (await opened).waitForURL(/nav\/b/);
      await page.locator("#to-b").evaluate((link) => link.setAttribute("download", "b.html"));
      const downloaded = page.waitForEvent("download");
      await page.locator("#to-b").click();
      assert.equal((await downloaded).suggestedFilename(), "b.html");
      assert.deepEqual([await text("h1"), address()], ["A", "/nav/a"]);
    }),
);

browserTest(
  "a link to an attachment downloads it and leaves page and address as they are",
  () =>
    visiting("/nav/a", async ({ page, goTo, address, isSameDocument }) => {
      const downloaded = page.waitForEvent("download");
      await page.locator("#to-export").click();
      assert.equal((await downloaded).suggestedFilename(), "list.csv");
      assert.deepEqual([address(), await isSameDocument()], ["/nav/a", true]);
      await goTo("#to-b", "B");
      assert.equal(await isSameDocument(), true);
    }),
);

browserTest(
  "f-client-nav={false} and a page without partials load whole pages",
  () =>
    visiting("/nav/a", async ({ page, goTo, address, isSameDocument }) => {
      await goTo("#to-whole", "B");
      assert.equal(await isSameDocument(), false);
      await page.locator("#to-outside").click();
      await page.locator("p.plain").waitFor();
      assert.equal(address(), "/about");
    }),
);

browserTest(
  "an error page without partials is loaded as a whole",
  () =>
    visiting("/nav/a", async ({ page, address, problems }) => {
      await page.locator("#to-broken").click();
      await page.locator("body", { hasText: /^Out of order$/ }).waitFor();
      assert.equal(address(), "/nav/broken");
      assert.match(problems.splice(0).join(), /503/);
    }),
);

browserTest(
  "a redirect is followed, and the address is that of its end",
  () =>
    visiting("/nav/a", async ({ goTo, address, isSameDocument }) => {
      await goTo("#to-moved", "B");
      assert.deepEqual([address(), await isSameDocument()], ["/nav/b", true]);
    }),
);

browserTest(
  "a form that gets puts its fields into the address",
  () =>
    visiting("/nav/a", async ({ page, goTo, address, isSameDocument }) => {
      await page.locator("#q").fill("a b");
      await goTo("#search", "Found ?q=a+b&by=button");
      assert.deepEqual([address(), await isSameDocument()], ["/nav/search?q=a+b&by=button", true]);
      await page.goBack();
      await page.locator("h1", { hasText: "A" }).waitFor();
      assert.equal(await page.locator("#q").inputValue(), "");
    }),
);

browserTest(
  "a form that posts shows the answer, or where it leads",
  () =>
    visiting("/nav/a", async ({ page, goTo, address, isSameDocument, problems }) => {
      await page.locator("#name").fill("Ada");
      await goTo("#send", "Refused Ada");
      assert.deepEqual([address(), await isSameDocument()], ["/nav/a", true]);
      assert.match(problems.splice(0).join(), /422/);
      await goTo("#to-a", "A");
      await goTo("#send-away", "B");
      assert.deepEqual([address(), await isSameDocument()], ["/nav/b", true]);
      await goTo("#to-a", "A");
      await page.locator("#send-bare").click();
      await page.locator("body", { hasText: /^Only text$/ }).waitFor();
      assert.match(problems.splice(0).join(), /422/);
    }),
);

browserTest(
  "a form whose answer leads to another site is sent once and leaves",
  () =>
    visiting("/nav/a", async ({ page }) => {
      await page.route("https://other.test/*", (route) => route.fulfill({ body: "elsewhere" }));
      let posts = 0;
      page.on("request", (request) => request.method() === "POST" && posts++);
      await page.locator("#send-out").click();
      await page.waitForURL("https://other.test/x");
      assert.equal(posts, 1);
    }),
);

browserTest(
  "a form is sent as usual when the server cannot be reached by script",
  () =>
    visiting("/nav/a", async ({ page, problems }) => {
      await page.route(/fresh-partial/, (route) => route.abort());
      await page.locator("#name").fill("Ada");
      await page.locator("#send").click();
      await page.locator("h1", { hasText: "Refused Ada" }).waitFor();
      assert.equal(new URL(page.url()).pathname, "/nav/post");
      problems.length = 0;
    }),
);

browserTest(
  "partials append and prepend, and what has the key of something there takes its place",
  () =>
    visiting("/nav/a", async ({ page, text }) => {
      await page.locator("#more").click();
      await page.locator("#added-1").click();
      await page.locator("#first").click();
      await page.locator("#added-2").click();
      assert.deepEqual(await page.locator("ol li").allInnerTexts(), [
        "added added-2 3",
        "one, seen 2",
        "added added-1 2",
      ]);
      assert.equal(await text("h1"), "A");
    }),
);

browserTest(
  "a button shows a part anew and moves nothing: address, scroll, focus and what the reader has opened",
  () =>
    visiting("/nav/folded", async ({ page, text, goTo, address }) => {
      const entries = await page.evaluate(() => history.length);
      await page.locator("summary").click();
      await page.locator("#in-details").focus();
      await page.evaluate(() => scrollTo(0, 300));
      const shown = Number((await text("h1")).match(/\d+/));
      await page.evaluate(() => document.querySelector<HTMLElement>("#again")!.click());
      await page.locator("h1", { hasText: `Folded ${shown + 1}` }).waitFor();
      const top = await page.evaluate(() => Math.round(scrollY));
      assert.deepEqual([await text("#in-details"), top], [`Inside ${shown + 1}`, 300]);
      assert.equal(await page.evaluate(() => document.activeElement?.id), "in-details");
      assert.deepEqual([address(), await page.evaluate(() => history.length)], ["/nav/folded", entries]);

      const isOpen = () => page.locator("details").evaluate((it) => (it as HTMLDetailsElement).open);
      await page.locator("summary").click();
      await goTo("#unfolded", `Folded ${shown + 2}`);
      assert.equal(await isOpen(), true, "the server opens it");
      await page.locator("summary").click();
      await goTo("#unfolded", `Folded ${shown + 3}`);
      assert.equal(await isOpen(), false, "the reader has closed it since");
      await page.locator("summary").click();
      await goTo("#again", `Folded ${shown + 4}`);
      assert.equal(await isOpen(), false, "the server closes it");
    }),
);

browserTest(
  "a button whose part cannot be had leaves the page as it is",
  () =>
    visiting("/nav/a", async ({ page, text, address, isSameDocument, problems }) => {
      const complaint = (text: string) => page.waitForEvent("console", (it) => it.text().includes(text));
      await Promise.all([complaint("503"), page.locator("#broken-part").click()]);
      await page.route(/fresh-partial/, (route) => route.abort());
      await Promise.all([complaint("Failed to fetch"), page.locator("#more").click()]);
      assert.deepEqual([await text("h1"), address(), await isSameDocument()], ["A", "/nav/a", true]);
      assert.match(problems.splice(0).join(), /503/);
    }),
);

browserTest(
  "_freshIndicator is true while a link is waited for",
  () =>
    visiting("/nav/a", async ({ page, text, goTo }) => {
      await page.locator("#to-slow").click();
      await page.locator("#pending", { hasText: "pending" }).waitFor();
      await page.locator("h1", { hasText: "slow" }).waitFor();
      await page.locator("#pending", { hasText: "ready" }).waitFor();
      assert.equal(await text("#pending"), "ready!");
      await goTo("#to-b", "B");
    }),
);

browserTest(
  "the last of two links that are clicked wins",
  () =>
    visiting("/nav/a", async ({ page, goTo, address }) => {
      await page.locator("#to-slow").click();
      await goTo("#to-b", "B");
      await page.waitForTimeout(400);
      assert.deepEqual([await page.locator("h1").innerText(), address()], ["B", "/nav/b"]);
    }),
);

browserTest(
  "the answer to a form does not replace a page that was asked for after it",
  () =>
    visiting("/nav/a", async ({ page, goTo, text, address, problems }) => {
      await page.locator("#send-slow").click();
      await goTo("#to-b", "B");
      await page.waitForTimeout(400);
      assert.deepEqual([await text("h1"), address()], ["B", "/nav/b"]);
      // On a busy machine its refusal comes before it is given up.
      problems.length = 0;
    }),
);

browserTest(
  "a page without islands loads no Preact until a partial brings one",
  () =>
    visiting("/quiet", async ({ page, isSameDocument }) => {
      const { origin } = await site;
      const loaded = () =>
        page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      assert.equal(
        (await loaded()).some((name) => name.includes("/client-") && name.endsWith(".js")),
        false,
        origin,
      );
      await page.locator("#to-loud").click();
      await page.locator("#loud", { hasText: "loud 1" }).click();
      await page.locator("#loud", { hasText: "loud 2" }).waitFor();
      assert.equal(await isSameDocument(), true);
    }),
);

browserTest("everything works without script", async () => {
  const { origin } = await site;
  const context = await (await browser).newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${origin}/nav/a`);
  await page.locator("#to-b").click();
  await page.waitForURL(`${origin}/nav/b`);
  await page.locator("#to-a").click();
  await page.locator("#q").fill("x");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${origin}/nav/search?q=x&by=button`);
  await context.close();
});
