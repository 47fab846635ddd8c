import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { keyOf } from "@/tests/support/api.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast, PASSWORD, type Person } from "@/tests/support/cast.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { inspectPage, LOOKS } from "@/tests/support/inspect_page.ts";
import { until } from "@/tests/support/queue.ts";
import { watchPage } from "@/tests/support/watch_page.ts";

browserTest(
  "an open dashboard is at all times as a reload would show it, and costs nothing unseen",
  async () => {
    const house = await startHouse();
    const browser = await launch(house.browserArgs);
    try {
      const { ada, max } = await makeCast();
      const adas = await openDashboard(browser, house, ada);
      const maxs = await openDashboard(browser, house, max);
      const nextDoor = await maxs.shown();

      await moveWithRecords(adas);
      await stayInPlace(adas);
      await keepUpAfterRestart(adas, { house, person: ada });
      await maxs.page.getByText("Live", { exact: true }).waitFor();
      const complaints = [adas, maxs].flatMap((it) => it.complaints.splice(0));
      // What a browser itself says of a server that is away.
      const isOfServer = (it: string) => /\/live/.test(it) && /net::ERR_|answers 503/.test(it);
      assert.deepEqual(complaints.filter((it) => !isOfServer(it)), []);
      await restUnseen(adas);
      await tryAgain(adas);
      await sayWhoIsSignedOut(adas);

      assert.deepEqual(await maxs.shown(), nextDoor);
      assert.deepEqual(maxs.asked.filter((it) => it.includes("fresh-partial")), []);
      assert.deepEqual([...adas.complaints, ...maxs.complaints], []);
    } finally {
      await browser.close();
      await house.stop();
    }
  },
);

type Dashboard = {
  page: Page;
  complaints: string[];
  /** Paths and queries that were asked for. */
  asked: string[];
  /** Sends a record to the tenant's API, as a shop would. */
  send(id: string): Promise<void>;
  /** All that the figures say, folded up or not. */
  shown(): Promise<string[]>;
  /** The page comes to show what a reload shows where no script runs. */
  expectAsReloaded(): Promise<void>;
};

async function openDashboard(browser: Browser, house: House, person: Person): Promise<Dashboard> {
  const origin = house.tenantOrigin(person.tenant.slug);
  // Before the page opens: a key is one of the steps that a dashboard shows.
  const { key } = await keyOf(person);
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = await watchPage(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url().slice(origin.length)));
  await page.goto(`${origin}/signin`);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("Live", { exact: true }).waitFor();
  await page.evaluate(() => document.documentElement.dataset.here = "yes");
  const shop = await context.newPage();
  await shop.goto(`${origin}/records`);
  return {
    page,
    complaints,
    asked,
    async send(id) {
      const status = await shop.evaluate(async ([key, id]) => {
        const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
        const body = JSON.stringify({ id, type: "order.created", data: {} });
        return (await fetch("/api/v1/records", { method: "POST", headers, body })).status;
      }, [key, id]);
      assert.equal(status, 201);
    },
    shown: () => figuresOf(page),
    async expectAsReloaded() {
      const storageState = await context.storageState();
      const plain = await browser.newContext({ javaScriptEnabled: false, storageState });
      const reloaded = await plain.newPage();
      await until(async () => {
        await reloaded.goto(`${origin}/dashboard`);
        return JSON.stringify(await figuresOf(reloaded)) === JSON.stringify(await figuresOf(page));
      });
      assert.equal(await reloaded.getByText("Live", { exact: true }).isVisible(), false);
      await plain.close();
    },
  };
}

async function figuresOf(page: Page): Promise<string[]> {
  const bars = await page.locator("main section rect").evaluateAll((all) =>
    all.map((it) => `${it.getAttribute("height")} ${it.getAttribute("width")}`)
  );
  return [...await page.locator("main section").allTextContents(), ...bars];
}

async function moveWithRecords({ page, send, expectAsReloaded }: Dashboard) {
  const firstRecord = page.locator("summary", { hasText: "Send the first record" });
  assert.equal(await firstRecord.count(), 1);
  await send("order-1");
  await page.getByRole("link", { name: "order-1" }).waitFor();
  assert.match(await meter(page).innerText(), /^Records processed\n1\n/);
  assert.equal(await firstRecord.count(), 0);
  assert.match(await page.locator("svg a").last().textContent() ?? "", /: 1$/);
  await send("order-2");
  await page.getByRole("link", { name: "order-2" }).waitFor();
  assert.match(await meter(page).innerText(), /^Records processed\n2\n/);
  await expectAsReloaded();
}

/** Nothing but the figures moves: not what was opened, not the focus, the scroll, the address or the history. */
async function stayInPlace({ page, send }: Dashboard) {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.getByText("Show as a table").click();
  await page.getByRole("link", { name: "order-1" }).focus();
  await page.evaluate(() => scrollTo(0, 180));
  const place = () =>
    page.evaluate(() => ({
      focus: document.activeElement?.textContent,
      top: scrollY,
      isOpen: document.querySelector<HTMLDetailsElement>("main details:has(table)")!.open,
      entries: history.length,
      address: location.href,
      isSameDocument: document.documentElement.dataset.here,
    }));
  const before = await place();
  assert.deepEqual([before.focus, before.top, before.isOpen], ["order-1", 180, true]);
  await send("order-3");
  await page.getByRole("link", { name: "order-3" }).waitFor();
  assert.deepEqual(await place(), before);
}

async function keepUpAfterRestart(
  { page, expectAsReloaded }: Dashboard,
  { house, person: { tenant } }: { house: House; person: Person },
) {
  assert.equal((await house.signal("SIGTERM")).success, true);
  await page.getByText("Reconnecting…").waitFor();
  const records = [{ id: "order-4", type: "order.created", data: {} }];
  await acceptRecords(tenant.id, { records, now: new Date() });
  await house.reopen();
  await page.getByText("Live", { exact: true }).waitFor();
  await page.getByRole("link", { name: "order-4" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.here), "yes");
  await expectAsReloaded();
}

async function restUnseen({ page, asked, send, expectAsReloaded }: Dashboard) {
  const ended = page.waitForEvent("requestfailed", (it) => it.url().includes("/live"));
  await see(page, { hidden: true });
  assert.equal((await ended).failure()?.errorText, "net::ERR_ABORTED");
  asked.length = 0;
  await send("order-5");
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.deepEqual(asked, []);
  await see(page, { hidden: false });
  await page.getByRole("link", { name: "order-5" }).waitFor();
  await expectAsReloaded();
}

/** After refusals, and after a refresh that came to nothing. */
async function tryAgain({ page, complaints, send }: Dashboard) {
  await page.route("**/live", (route) => route.fulfill({ status: 429 }));
  await see(page, { hidden: true });
  await see(page, { hidden: false });
  await page.getByText("Reconnecting…").waitFor();
  await page.unroute("**/live");
  await page.getByText("Live", { exact: true }).waitFor();
  await page.route(/fresh-partial/, (route) => route.fulfill({ status: 503 }), { times: 1 });
  await send("order-6");
  await page.getByRole("link", { name: "order-6" }).waitFor();
  const others = complaints.splice(0).filter((it) =>
    !/(\/live answers 429|fresh-partial=true answers 503)$/.test(it)
  );
  assert.deepEqual(others, []);
}

async function sayWhoIsSignedOut({ page, asked, send }: Dashboard) {
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(page.url());
  await elsewhere.getByRole("button", { name: "Sign out" }).first().click();
  await elsewhere.waitForURL(/\/signin/);
  await send("order-7");
  await page.getByText("You are signed out").waitFor();
  asked.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  assert.deepEqual(asked, []);
  assert.equal(await page.getByRole("link", { name: "order-7" }).count(), 0);
  assert.deepEqual(await inspectPage(page, "dashboard-signed-out", LOOKS.slice(2)), []);
  await page.getByRole("link", { name: "Sign in" }).click();
  assert.equal(new URL(page.url()).searchParams.get("next"), "/dashboard");
}

function meter(page: Page) {
  return page.getByRole("group", { name: "Records processed" });
}

/** A browser without a screen shows every page. */
async function see(page: Page, { hidden }: { hidden: boolean }) {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}
