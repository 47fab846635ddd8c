import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { config } from "@/lib/config.ts";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { newId } from "@/lib/ids.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { watchPage } from "@/tests/support/watch_page.ts";

type Company = { name: string; slug: string; owner: string; email: string; records: number };

const PASSWORD = "four quiet bricks at dawn";

browserTest("two companies sign up side by side, send records and watch their own usage alone", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const unique = newId().slice(-8);
    const companies: Company[] = [
      {
        name: "Initech",
        slug: `initech-${unique}`,
        owner: "Ida",
        email: `ida-${unique}@initech.test`,
        records: 3,
      },
      { name: "Hooli", slug: `hooli-${unique}`, owner: "Hal", email: `hal-${unique}@hooli.test`, records: 5 },
    ];
    const contexts = await Promise.all(companies.map(() => browser.newContext()));
    const pages = await Promise.all(
      companies.map((company, index) => doTheJob(house, company, contexts[index])),
    );
    for (const [index, page] of pages.entries()) {
      const other = companies[1 - index];
      await page.goto(`${house.tenantOrigin(companies[index].slug)}/records`);
      const seen = await page.content();
      assert(seen.includes(`${companies[index].slug}-0`));
      assert(!seen.includes(other.slug), `${other.name} shows up at ${companies[index].name}`);
      // The other's door is closed: the session counts for nothing there.
      await page.goto(`${house.tenantOrigin(other.slug)}/dashboard`);
      assert.equal(new URL(page.url()).pathname, "/signin");
    }
    await refuseSibling(house, companies, pages);
    await findNoDevelopmentPages(house, await contexts[0].newPage());
  } finally {
    await browser.close();
    await house.stop();
  }
});

/** From the public site to counted records, as a stranger would. @returns the page of the signed-in owner. */
async function doTheJob(house: House, company: Company, context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const complaints = await watchPage(page);
  await page.goto(`${house.origin}/`);
  await page.getByRole("link", { name: /open (a|your) house|sign up/i }).first().click();
  await page.getByLabel("Company").fill(company.name);
  await page.getByLabel(/address|slug/i).first().fill(company.slug);
  await page.getByLabel("Your name").fill(company.owner);
  await page.getByLabel("Work email").fill(company.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Open the house" }).click();
  await page.waitForURL(`${house.tenantOrigin(company.slug)}/dashboard`);

  const key = await createKey(page);
  const receipt = await sendRecords(page, key, company);
  assert.equal(receipt.accepted, company.records);
  const again = await sendRecords(page, key, company);
  assert.deepEqual([again.accepted, again.duplicates], [0, company.records]);

  await page.goto(`${house.tenantOrigin(company.slug)}/dashboard`);
  const meter = page.getByRole("group", { name: /records processed/i }).or(
    page.locator("section, li, div").filter({ hasText: /^records processed/i }),
  ).first();
  assert.match(await meter.innerText(), new RegExp(`\\b${company.records}\\b`));

  await confirmAddress(page, company);
  assert.deepEqual(complaints, []);
  return page;
}

async function createKey(page: Page): Promise<string> {
  await page.getByRole("link", { name: "API keys" }).first().click();
  await page.getByLabel("Name").fill("Shop backend");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = (await page.content()).match(/rh_[A-Za-z0-9_-]{30,}/)?.[0];
  assert(key, "the new key is shown");
  await page.goto(page.url());
  assert(!(await page.content()).includes(key), "the key is shown once");
  return key;
}

async function sendRecords(page: Page, key: string, { slug, records }: Company) {
  return await page.evaluate(async ([key, slug, records]) => {
    const batch = Array.from({ length: Number(records) }, (_, index) => ({
      id: `${slug}-${index}`,
      type: "order.created",
      data: { total_minor: 100 + index, currency: "EUR" },
    }));
    const res = await fetch("/api/v1/records", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(batch),
    });
    if (!res.ok) throw new Error(`${res.status} ${await res.text()}`);
    return await res.json();
  }, [key, slug, String(records)]);
}

async function confirmAddress(page: Page, { email }: Company) {
  const link = await linkFromMail(email);
  await page.goto(link);
  await page.getByRole("button", { name: /confirm/i }).first().click();
  await page.goto(new URL("/dashboard", page.url()).href);
  assert.equal(await page.getByText(/confirm your/i).count(), 0, "the reminder is gone");
}

async function linkFromMail(email: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const mail = (await readMailbox(config.dataDir)).find((it) => it.to.includes(email));
    const link = mail?.text.match(/https:\/\/\S+verify-email\S+/)?.[0];
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No mail to ${email} arrived`);
}

/** With an https address what is there for development is absent. */
async function findNoDevelopmentPages(house: House, page: Page) {
  for (const path of ["/dev/mail", "/dev/mail.json"]) {
    assert.equal((await page.goto(`${house.origin}${path}`))?.status(), 404, path);
  }
}

/** A page below the other tenant's host posts a form at the victim, with the victim's cookies in the same browser. */
async function refuseSibling(house: House, [victim, attacker]: Company[], [page]: Page[]) {
  const trap = `${house.tenantOrigin(attacker.slug)}/trap`;
  const target = `${house.tenantOrigin(victim.slug)}/api-keys`;
  await page.route(trap, (route) =>
    route.fulfill({
      contentType: "text/html",
      body:
        `<form method="post" action="${target}"><input name="name" value="Stolen"><button>Win</button></form>`,
    }));
  await page.goto(trap);
  const [response] = await Promise.all([
    page.waitForResponse((res) => res.url() === target && res.request().method() === "POST"),
    page.getByRole("button").click(),
  ]);
  assert.equal(response.status(), 403);
  const { cookie } = await response.request().allHeaders();
  assert.match(cookie, /__Host-at=/, "SameSite does not stop a sibling: the cookies came along");
}
