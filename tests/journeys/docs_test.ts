import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "playwright-core";
import { GUIDE_NAMES } from "@/routes/docs/(_guides)/guides.ts";
import { keyOf } from "@/tests/support/api.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { inspectPage } from "@/tests/support/inspect_page.ts";
import { watchPage } from "@/tests/support/watch_page.ts";

const MOST_SCRIPT_BYTES = 25 * 1024;

browserTest(
  "the reference is read, copied from and tried in a browser, and needs no script to be read",
  async () => {
    const house = await startHouse();
    const browser = await launch(house.browserArgs);
    try {
      const { ada } = await makeCast();
      const { key } = await keyOf(ada);
      const at = house.tenantOrigin(ada.tenant.slug);
      const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
      const page = await context.newPage();
      const complaints = await watchPage(page);
      complaints.push(...await loadsLittle(page, `${at}/docs/api`));
      await copiesTheChosenLanguage(page, at);
      complaints.push(...await triesACall(page, key));
      await keepsNoKey(page);
      // The browser complains of the call that was refused, as it should.
      assert.deepEqual(complaints.filter((it) => !it.endsWith("/api/v1/records answers 401")), []);
      await readsWithoutScript(browser, at);
      await namesNoHostOnTheSite(browser, house, ada);
    } finally {
      await browser.close();
      await house.stop();
    }
  },
);

browserTest("every page of the documentation is sound", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const { acme } = await makeCast();
    const page = await browser.newPage();
    const faults = await watchPage(page);
    for (const name of ["", "api", "?q=record", ...GUIDE_NAMES]) {
      await page.goto(`${house.tenantOrigin(acme.slug)}/docs/${name}`);
      faults.push(...await inspectPage(page, `docs-${name.replaceAll(/\W/g, "")}`));
    }
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
    await house.stop();
  }
});

async function loadsLittle(page: Page, url: string): Promise<string[]> {
  const answers: Response[] = [];
  page.on("response", (it) => answers.push(it));
  await page.goto(url, { waitUntil: "networkidle" });
  const strangers = answers.filter((it) => new URL(it.url()).origin !== new URL(url).origin);
  assert.deepEqual(strangers.map((it) => it.url()), [], "nobody else is asked");
  const scripts = answers.filter((it) => it.request().resourceType() === "script");
  const sizes = await Promise.all(scripts.map(async (it) => gzipSync(await it.body()).length));
  const bytes = sizes.reduce((sum, it) => sum + it, 0);
  return bytes > 0 && bytes <= MOST_SCRIPT_BYTES ? [] : [`The reference loads ${bytes} bytes of script`];
}

async function copiesTheChosenLanguage(page: Page, at: string) {
  const requests = page.getByRole("group", { name: /^Request/ });
  await requests.first().getByText("Python").click();
  const last = requests.last();
  assert.equal(await last.getByRole("radio", { name: "Python" }).isChecked(), true, "all follow the first");
  await last.getByRole("button", { name: "Copy" }).click();
  await last.getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith("import requests") && copied.includes(`"${at}/api/v1/openapi.json"`), copied);
  await page.reload();
  await requests.first().getByRole("button", { name: "Copy" }).waitFor();
  assert.equal(await requests.first().getByRole("radio", { name: "Python" }).isChecked(), true, "remembered");
  await requests.first().getByRole("radio", { name: "Python" }).press("ArrowLeft");
  assert.equal(await last.getByRole("radio", { name: "JavaScript" }).isChecked(), true, "by keyboard too");
}

async function triesACall(page: Page, key: string): Promise<string[]> {
  const sending = page.getByRole("region", { name: "Send one record, or up to 1000" });
  await sending.getByText("Try it").click();
  await sending.getByLabel("API key").fill("rh_wrong");
  await sending.getByRole("button", { name: "Send" }).click();
  const answer = page.getByRole("region", { name: "Answer to sendRecords" });
  await answer.getByText("The API key is unknown").waitFor();

  const cookie = {
    name: "__Host-at",
    value: "of-somebody",
    url: new URL("/", page.url()).href,
    secure: true,
  };
  await page.context().addCookies([cookie]);
  await sending.getByLabel("API key").fill(key);
  await sending.getByRole("textbox", { name: "Body" }).fill('{"id": "tried-1", "type": "tried", "data": {}}');
  const [request] = await Promise.all([
    page.waitForRequest("**/api/v1/records"),
    sending.getByRole("button", { name: "Send" }).click(),
  ]);
  assert.equal((await request.allHeaders()).cookie, undefined, "a session has no part in it");
  await answer.getByText('"accepted": 1').waitFor();
  assert.match(await sending.getByText(/^\d+ ms$/).innerText(), /ms/);
  await sending.getByText(/^\d+ headers$/).click();
  assert.ok(await sending.getByText("ratelimit-policy:").isVisible());
  const faults = await inspectPage(page, "docs-tried");

  await page.setViewportSize({ width: 1280, height: 800 });
  const reading = page.getByRole("region", { name: "One record", exact: true });
  await reading.getByText("Try it").click();
  assert.equal(await reading.getByLabel("API key").inputValue(), key, "typed once for the page");
  await reading.getByLabel("id in the path").fill("tried-1");
  await reading.getByRole("button", { name: "Send" }).click();
  await page.getByRole("region", { name: "Answer to getRecord" }).getByText('"tried"').waitFor();

  const listing = page.getByRole("region", { name: "Records, the latest received first" });
  await listing.getByText("Try it").click();
  await listing.getByLabel("type in the query, optional").fill("no.such.type");
  await listing.getByRole("button", { name: "Send" }).click();
  await page.getByRole("region", { name: "Answer to listRecords" }).getByText('"records": []').waitFor();

  await listing.getByLabel("API key").fill("ключ");
  await listing.getByRole("button", { name: "Send" }).click();
  await listing.getByText("The request got no answer").waitFor();
  return faults;
}

async function keepsNoKey(page: Page) {
  const kept = await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }, document.cookie]);
  assert.deepEqual(kept, [{ language: "JavaScript" }, {}, "__Host-at=of-somebody"]);
  await page.reload();
  const sending = page.getByRole("region", { name: "Send one record, or up to 1000" });
  await sending.getByText("Try it").click();
  assert.equal(await sending.getByLabel("API key").inputValue(), "", "gone with the page");
}

async function readsWithoutScript(browser: Browser, at: string) {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await page.goto(`${at}/docs/api`);
  const sending = page.getByRole("region", { name: "Send one record, or up to 1000" });
  const request = sending.getByRole("group", { name: /^Request/ });
  assert.ok(await request.getByText("curl http").isVisible());
  await request.getByText("Ruby", { exact: true }).click();
  assert.ok(await request.getByText("Net::HTTP::Post").isVisible());
  assert.equal(await request.getByText("curl http").isVisible(), false);
  const refusal = sending.getByRole("listitem").filter({ hasText: "No valid record, or" });
  await refusal.getByText("No valid record, or").click();
  assert.ok(await refusal.getByText("application/problem+json").isVisible());
  assert.equal(await sending.getByText("Try it").isVisible(), false, "trying takes a script");
  assert.equal(await sending.getByRole("button", { name: "Copy" }).count(), 0);

  await page.getByText("In the documentation").click();
  await page.getByRole("searchbox").fill("cursor");
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: "Go from page to page" }).click();
  assert.equal(new URL(page.url()).pathname, "/docs/reading-records");
}

async function namesNoHostOnTheSite(browser: Browser, house: House, { tenant }: Person) {
  const page = await browser.newPage();
  await page.goto(`${house.origin}/docs/api`);
  const seen = await page.content();
  assert.ok(seen.includes(house.tenantOrigin("yours")) && !seen.includes(tenant.slug));
}
