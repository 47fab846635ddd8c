import assert from "node:assert/strict";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { startHouse } from "@/tests/support/house.ts";

browserTest("an address typed before its script arrived is kept, and not proposed over", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const page = await browser.newPage();
    const { promise: typed, resolve: letScriptsCome } = Promise.withResolvers<void>();
    await page.route("**/*.js", async (route) => {
      await typed;
      await route.continue();
    });
    await page.goto(`${house.origin}/signup`, { waitUntil: "commit" });
    await page.getByLabel("Company").fill("Initech");
    await page.getByLabel("Address").fill("my-own-address");
    const loaded = page.waitForLoadState("networkidle");
    letScriptsCome();
    await loaded;
    await page.getByLabel("Company").pressSequentially(" Labs");
    assert.equal(await page.getByLabel("Address").inputValue(), "my-own-address");

    await page.getByLabel("Address").fill("");
    await page.getByLabel("Company").fill("Initech Works");
    assert.equal(
      await page.getByLabel("Address").inputValue(),
      "initech-works",
      "an empty one is proposed again",
    );
  } finally {
    await browser.close();
    await house.stop();
  }
});
