import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Page, Response } from "playwright-core";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { inspectPage } from "@/tests/support/inspect_page.ts";
import { signIn } from "@/tests/support/sign_in.ts";
import { watchPage } from "@/tests/support/watch_page.ts";

const MOST_SCRIPT_BYTES = 25 * 1024;

browserTest("shortcuts lead through the house, and leave alone who types", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const { acme, ada, max } = await makeCast();
    await acceptRecords(acme.id, { records: [{ type: "order", data: {} }], now: new Date() });
    const page = await browser.newPage();
    const complaints = await watchPage(page);
    const { tenant, email } = ada;
    const door = { url: `${house.tenantOrigin(tenant.slug)}/signin`, email };
    await signIn(page, door);
    await page.getByRole("button", { name: "Keyboard shortcuts" }).waitFor();
    await goByKeys(page);
    await filterByKeys(page);
    await searchElsewhere(page);
    complaints.push(...await seeHelp(page));
    await turnOff(page);
    complaints.push(...await weighDashboard(page, house, max));
    assert.deepEqual(complaints, []);

    const plain = await browser.newPage({ javaScriptEnabled: false });
    await signIn(plain, door);
    assert.equal(await plain.getByText("Keyboard shortcuts").first().isVisible(), false);
  } finally {
    await browser.close();
    await house.stop();
  }
});

async function goByKeys(page: Page) {
  for (const [key, path] of [["r", "/records"], ["u", "/usage"], ["k", "/api-keys"], ["d", "/dashboard"]]) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await page.waitForURL(`**${path}`);
    await page.getByRole("button", { name: "Keyboard shortcuts" }).waitFor();
  }
  await page.keyboard.press("Control+g");
  await page.keyboard.press("r");
  await page.keyboard.press("/");
  assert.match(page.url(), /dashboard$/);
}

async function filterByKeys(page: Page) {
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForURL("**/records");
  await page.getByRole("button", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("/");
  const filter = page.getByLabel("Part of the id");
  assert.equal(await filter.evaluate((it) => it === document.activeElement), true);
  await page.keyboard.type("gk?/");
  assert.equal(await filter.inputValue(), "gk?/");
  assert.equal(await page.getByRole("dialog").isVisible(), false);
  await filter.blur();
}

async function searchElsewhere(page: Page) {
  for (
    const [key, path, label] of [["u", "/usage", "Event id"], ["a", "/audit", "Who"], ["r", "/records", ""]]
  ) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await page.waitForURL(`**${path}`);
    await page.getByRole("button", { name: "Keyboard shortcuts" }).waitFor();
    if (!label) continue;
    await page.keyboard.press("/");
    const field = page.getByLabel(label, { exact: true });
    assert.equal(await field.evaluate((it) => it === document.activeElement), true, label);
    await field.blur();
  }
}

async function seeHelp(page: Page): Promise<string[]> {
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  assert.match(await help.innerText(), /API keys\s+g\s*k/);
  const faults = await inspectPage(page, "shortcuts");
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.keyboard.press("Escape");
  assert.equal(await help.isVisible(), false);
  assert.match(page.url(), /records$/);
  return faults;
}

async function turnOff(page: Page) {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await page.getByLabel("Shortcuts are on").uncheck();
  await page.getByRole("button", { name: "Close" }).click();
  await page.reload();
  await page.getByRole("button", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("?");
  assert.equal(await page.getByRole("dialog").isVisible(), false);
}

/** The dashboard of somebody new, which has an island more than a full one. */
async function weighDashboard(page: Page, house: House, person: Person): Promise<string[]> {
  await signIn(page, { url: `${house.tenantOrigin(person.tenant.slug)}/signin`, email: person.email });
  const scripts: Response[] = [];
  page.on("response", (answer) => {
    if (answer.request().resourceType() === "script") scripts.push(answer);
  });
  await page.reload();
  await page.getByText("Live", { exact: true }).waitFor();
  const sizes = await Promise.all(scripts.map(async (it) => gzipSync(await it.body()).length));
  const bytes = sizes.reduce((sum, it) => sum + it, 0);
  return bytes > 0 && bytes <= MOST_SCRIPT_BYTES ? [] : [`The dashboard loads ${bytes} bytes of script`];
}
