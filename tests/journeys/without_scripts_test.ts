import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { startHouse } from "@/tests/support/house.ts";

browserTest("where no script runs, a company signs up, makes a key, revokes it and signs out", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const slug = `plain-${newId().slice(-8)}`;
    const at = house.tenantOrigin(slug);

    await page.goto(`${house.origin}/signup`);
    await page.getByLabel("Company").fill("Plain");
    await page.getByLabel("Address").fill(slug);
    await page.getByLabel("Your name").fill("Pat");
    await page.getByLabel("Work email").fill(`pat@${slug}.test`);
    await page.getByLabel("Password").fill("too short");
    await page.getByRole("button", { name: "Open the house" }).click();
    assert.equal(await page.getByLabel("Company").inputValue(), "Plain");
    assert.equal(await page.getByLabel("Password").inputValue(), "");
    await page.getByLabel("Password").fill("four quiet bricks at dawn");
    await page.getByRole("button", { name: "Open the house" }).click();
    await page.waitForURL(`${at}/dashboard`);

    await page.getByRole("link", { name: "API keys" }).first().click();
    await page.getByLabel("Name").fill("Shop backend");
    await page.getByRole("button", { name: "Create key" }).click();
    assert.match(await page.getByRole("region", { name: "The key" }).innerText(), /^rh_/);
    await page.getByRole("link", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Revoke the key" }).click();
    assert.match(await page.getByRole("status").last().innerText(), /revoked/);

    await page.getByRole("button", { name: "Sign out" }).click();
    assert.equal(new URL(page.url()).pathname, "/signin");
  } finally {
    await browser.close();
    await house.stop();
  }
});
