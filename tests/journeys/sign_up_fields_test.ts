import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { newId } from "@/lib/ids.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { startHouse } from "@/tests/support/house.ts";
import { inspectPage } from "@/tests/support/inspect_page.ts";
import { watchPage } from "@/tests/support/watch_page.ts";

browserTest(
  "the sign-up says while somebody types whether the address is free and the password good",
  async () => {
    const house = await startHouse();
    const browser = await launch(house.browserArgs);
    try {
      const { acme } = await makeCast();
      const page = await browser.newPage();
      const faults = await watchPage(page);
      await page.goto(`${house.origin}/signup`, { waitUntil: "networkidle" });
      await chooseAddress(page, acme.slug);
      faults.push(...await inspectPage(page, "sign-up-taken"));
      await choosePassword(page);
      faults.push(...await inspectPage(page, "sign-up-good"));
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
      await house.stop();
    }
  },
);

async function chooseAddress(page: Page, taken: string) {
  const [address, said] = [page.getByLabel("Address"), page.getByRole("status")];
  await page.getByLabel("Company").fill(taken);
  await said.filter({ hasText: "This address is taken" }).waitFor();
  assert.equal(await address.getAttribute("aria-invalid"), "true");
  const free = `free-${newId().slice(-8)}`;
  await address.fill(free);
  await said.filter({ hasText: new RegExp(`^${free}\\.rowhouse\\.test:\\d+ is free$`) }).waitFor();
  assert.equal(await address.getAttribute("aria-invalid"), null);
  await address.fill("admin");
  await said.filter({ hasText: "This address is reserved" }).waitFor();
}

async function choosePassword(page: Page) {
  const password = page.getByLabel("Password");
  const kept = () => page.locator("#password-hint svg").count();
  await page.getByLabel("Work email").fill("ada@bricks.test");
  await password.fill("ada four");
  assert.equal(await kept(), 0);
  await page.getByText("7 to go").waitFor();
  await password.fill("Ada four quiet bricks");
  await page.locator("#password-hint svg").waitFor();
  assert.equal(await kept(), 1, "long enough, but it holds what stands before the @");
  await password.fill("four quiet bricks at dawn");
  await page.locator("#password-hint svg").nth(1).waitFor();
  assert.equal(await kept(), 2);
  await page.getByRole("button", { name: "Show the password" }).click();
  assert.equal(await password.getAttribute("type"), "text");
  await page.getByRole("button", { name: "Hide the password" }).click();
  assert.equal(await password.getAttribute("type"), "password");
}
