import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { addOperator } from "@/lib/identity/add_operator.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { newId } from "@/lib/ids.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { startApp } from "@/tests/support/app.ts";
import { browserTest, complaintsOf, launch } from "@/tests/support/browser.ts";
import { type Cast, makeCast, PASSWORD, PASSWORD_PHC } from "@/tests/support/cast.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { queueDeadJob } from "@/tests/support/queue.ts";
import { inspectPage, LOOKS } from "@/tests/support/inspect_page.ts";

/** Somebody who goes through all pages that can be reached from the first ones by links. */
type Walker = { name: string; signIn?: { url: string; email: string }; starts: string[] };

/** Of links that differ in ids, days or cursors alone, so many are followed. */
const FOLLOWED_OF_A_KIND = 2;

browserTest("every screen is sound, and every link leads somewhere, for everybody", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const cast = await makeCast();
    await furnish(cast);
    await furnishConsole(cast);
    const operator = `sam-${newId()}@rowhouse.test`;
    await addOperator({ email: operator, name: "Sam", phc: PASSWORD_PHC, now: new Date() });
    const faults = [];
    const seen = new Set<string>();
    for (const walker of walkers(house, cast, operator)) faults.push(...await walk(browser, walker, seen));
    faults.push(...await lookAtRefusals(browser, house, cast));
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
    await house.stop();
  }
});

/** Pages of development, with the names of their pictures. */
const TOOLS = {
  "/dev": "development",
  "/dev/mail": "mailbox",
  "/dev/mails": "mails",
  "/dev/components": "components",
};

browserTest("the tools of development are sound", async () => {
  const app = await startApp();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const complaints = complaintsOf(page);
    await page.route("**/*", async (route) => {
      const { origin, pathname } = new URL(route.request().url());
      const res = await app.ask(origin, pathname);
      const headers = Object.fromEntries(res.headers);
      await route.fulfill({ status: res.status, headers, body: Buffer.from(await res.arrayBuffer()) });
    });
    const faults = [];
    for (const [path, name] of Object.entries(TOOLS)) {
      await page.goto(`http://localhost:8000${path}`);
      faults.push(...await inspectPage(page, name), ...await brokenAnchors(page));
    }
    assert.deepEqual([...faults, ...complaints], []);
  } finally {
    await browser.close();
  }
});

function walkers(house: House, { acme, globex, ada, ben, cleo, max }: Cast, operator: string): Walker[] {
  const [atAcme, atGlobex] = [house.tenantOrigin(acme.slug), house.tenantOrigin(globex.slug)];
  return [
    { name: "nobody", starts: [`${house.origin}/`, `${atAcme}/signin`] },
    { name: "owner", signIn: { url: `${atAcme}/signin`, email: ada.email }, starts: [`${atAcme}/dashboard`] },
    {
      name: "member",
      signIn: { url: `${atAcme}/signin`, email: ben.email },
      starts: [`${atAcme}/dashboard`],
    },
    {
      name: "read-only",
      signIn: { url: `${atAcme}/signin`, email: cleo.email },
      starts: [`${atAcme}/dashboard`],
    },
    {
      name: "newcomer",
      signIn: { url: `${atGlobex}/signin`, email: max.email },
      starts: [`${atGlobex}/dashboard`],
    },
    {
      name: "operator",
      signIn: { url: `${house.origin}/admin/signin`, email: operator },
      starts: [`${house.origin}/admin`],
    },
  ];
}

async function furnish({ acme, ada }: Cast) {
  const now = new Date();
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  for (let daysAgo = 29; daysAgo >= 0; daysAgo--) {
    const records = Array.from({ length: 1 + (daysAgo * 7) % 5 }, (_, index) => ({
      id: `order/${daysAgo}-${index} 100%?`.replaceAll(" ", "_"),
      type: index % 3 === 0 ? "order.shipped" : "order.created",
      data: {
        total_minor: 1_299 + index,
        currency: "EUR",
        note: "Ring twice, the bell by the green door is weak",
      },
    }));
    await acceptRecords(acme.id, { records, now: new Date(now.getTime() - daysAgo * 86_400_000) });
  }
  await makeKey(acme.id, { name: "Shop backend", actor, now });
  const { id: keyId } = await makeKey(acme.id, { name: "Old shop", actor, now });
  await revokeApiKey(acme.id, { keyId, actor, now });
  await asTenant(acme.id, async (tx) => {
    for (let entries = 0; entries < 60; entries++) {
      const subject = { kind: "tenant", id: acme.id } as const;
      await recordAudit(tx, { actor, action: "tenant.renamed", subject, detail: { name: "Acme" } });
    }
  });
}

/** What only operators see: work that failed, and the newest tenant suspended. */
async function furnishConsole({ acme }: Cast) {
  await queueDeadJob(acme.id);
  const { globex } = await makeCast();
  await queueDeadJob(globex.id);
  await suspendTenant({ slug: globex.slug, reason: "Unpaid", actor: { kind: "operator", name: "Sam" } });
}

/** @param seen screens that were inspected in every look; one look at them is enough for whoever comes later. */
async function walk(
  browser: Browser,
  { name, signIn, starts }: Walker,
  seen: Set<string>,
): Promise<string[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (signIn) await signInAs(page, signIn);
  const faults = complaintsOf(page);
  const [toVisit, followed] = [[...starts], new Map<string, number>()];
  for (let url = toVisit.shift(); url; url = toVisit.shift()) {
    const kind = kindOf(url);
    const nth = (followed.get(kind) ?? 0) + 1;
    followed.set(kind, nth);
    if (nth > FOLLOWED_OF_A_KIND) continue;
    if (isNoPage(url)) {
      faults.push(...await fetchOnly(page, url));
      continue;
    }
    const answer = await page.goto(url);
    if (!answer?.ok()) faults.push(`${name}: ${url} answers ${answer?.status()}`);
    if (nth > 1) continue;
    const looks = seen.has(kind) ? LOOKS.slice(0, 1) : LOOKS;
    seen.add(kind);
    faults.push(...await inspectPage(page, `${name}${fileName(url)}`, looks), ...await brokenAnchors(page));
    toVisit.push(...await linksOn(page, starts));
  }
  await context.close();
  return faults;
}

/** A file to keep, or an answer for machines: nothing to look at. */
function isNoPage(href: string): boolean {
  const { pathname } = new URL(href);
  return pathname.endsWith(".csv") || pathname === "/readyz";
}

async function fetchOnly(page: Page, url: string): Promise<string[]> {
  const status = await page.evaluate(async (url) => (await fetch(url)).status, url);
  return status === 200 ? [] : [`${url} answers ${status}`];
}

async function signInAs(page: Page, { url, email }: { url: string; email: string }) {
  await page.goto(url);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/dashboard|admin$/);
}

/** Where the links of the page lead, on hosts that this walk is about. */
async function linksOn(page: Page, starts: string[]): Promise<string[]> {
  const hrefs = await page.locator("a[href]").evaluateAll((links) =>
    links.map((link) => new URL(link.getAttribute("href")!, document.baseURI).href)
  );
  const origins = new Set(starts.map((it) => new URL(it).origin));
  return hrefs.filter((href) => origins.has(new URL(href).origin)).map((href) => href.split("#")[0]);
}

async function brokenAnchors(page: Page): Promise<string[]> {
  const targets = await page.locator('a[href^="#"]').evaluateAll((links) =>
    links.map((link) => link.getAttribute("href")!).filter((href) => !document.getElementById(href.slice(1)))
  );
  return targets.map((target) => `${page.url()}: nothing is called ${target}`);
}

/** Errors that somebody may run into, each with its page. */
async function lookAtRefusals(
  browser: Browser,
  house: House,
  { acme, globex, cleo }: Cast,
): Promise<string[]> {
  const context = await browser.newContext();
  const at = house.tenantOrigin(acme.slug);
  await suspendTenant({ slug: globex.slug, reason: "Unpaid", actor: { kind: "system", name: "Test" } });
  const faults = [
    ...await lookAt(context, { url: `${at}/nope`, status: 404, name: "no-page" }),
    ...await lookAt(context, { url: house.tenantOrigin("nobody-lives-here"), status: 404, name: "no-house" }),
    ...await lookAt(context, { url: house.tenantOrigin(globex.slug), status: 403, name: "suspended" }),
  ];
  const page = await context.newPage();
  await signInAs(page, { url: `${at}/signin`, email: cleo.email });
  faults.push(...await lookAt(context, { url: `${at}/settings`, status: 403, name: "not-allowed" }));
  await context.close();
  return faults;
}

async function lookAt(
  context: BrowserContext,
  { url, status, name }: { url: string; status: number; name: string },
): Promise<string[]> {
  const page = await context.newPage();
  let answer = await page.goto(url);
  // A suspension is known everywhere within a second.
  while (answer?.status() !== status) answer = await page.goto(url);
  const faults = await inspectPage(page, name);
  assert.match(await page.locator("main").innerText(), /req_/);
  return faults;
}

/** The same for links to the same screen. */
function kindOf(href: string): string {
  const { origin, pathname, searchParams } = new URL(href);
  const path = pathname.replace(/\/records\/.+/, "/records/[id]").replace(/(?:key|ten)_\w+/, "[id]");
  return `${origin}${path}?${[...searchParams.keys()].sort().join("&")}`;
}

function fileName(href: string): string {
  return kindOf(href).replace(new URL(href).origin, "").replaceAll(/[^a-z]+/g, "-").replace(/-$/, "") ||
    "-home";
}
