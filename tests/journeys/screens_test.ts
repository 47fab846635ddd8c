import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Browser } from "playwright-core";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { startApp } from "@/tests/support/app.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { type Cast, makeCast, PASSWORD_PHC } from "@/tests/support/cast.ts";
import { crawl } from "@/tests/support/crawl.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { makeOperatorWithApp } from "@/tests/support/operators.ts";
import { queueDeadJob } from "@/tests/support/queue.ts";
import { inspectPage, LOOKS } from "@/tests/support/inspect_page.ts";
import { type Asked, leadFaults, nothingAsked } from "@/tests/support/lead_faults.ts";
import { leadsOf } from "@/tests/support/leads.ts";
import { signIn } from "@/tests/support/sign_in.ts";
import { watchPage } from "@/tests/support/watch_page.ts";

/** Somebody who goes through all pages that can be reached from the first ones by links. */
type Walker = {
  name: string;
  signIn?: { url: string; email: string; secret?: string };
  starts: string[];
};

/** For screens that somebody else was shown in every look; for each way to filter one, these in turn. */
const TWO_LOOKS = LOOKS.filter(({ width, colorScheme }) =>
  (width === 1280 && colorScheme === "light") || (width === 360 && colorScheme === "dark")
);

/** As many as there are processors on a small machine. */
const AT_A_TIME = 2;

browserTest("every screen is sound, and everything on it leads somewhere, for everybody", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const cast = await makeCast();
    await furnish(cast);
    const admin = `admin@${cast.acme.slug}.test`;
    await appoint(cast, admin);
    await furnishConsole(cast);
    const operator = await makeOperatorWithApp();
    const asked = nothingAsked();
    const seen = new Set<string>();
    const waiting = walkers(house, cast, { admin, operator }).values();
    const faults = await Promise.all(
      Array.from({ length: AT_A_TIME }, async () => {
        const found = [];
        for (const walker of waiting) found.push(...await walk(browser, { house, walker, seen, asked }));
        return found;
      }),
    );
    Deno.writeTextFileSync(".artifacts/links_outside.txt", [...asked.outside].sort().join("\n"));
    assert.deepEqual(faults.flat(), []);
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
    const faults = await watchPage(page);
    await page.route("**/*", async (route) => {
      const { origin, pathname } = new URL(route.request().url());
      const res = await app.ask(origin, pathname);
      const headers = Object.fromEntries(res.headers);
      await route.fulfill({ status: res.status, headers, body: Buffer.from(await res.arrayBuffer()) });
    });
    for (const [path, name] of Object.entries(TOOLS)) {
      await page.goto(`http://localhost:8000${path}`);
      faults.push(...await inspectPage(page, name), ...(await leadsOf(page)).deadAnchors);
    }
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
  }
});

function walkers(
  house: House,
  { acme, globex, ada, ben, cleo, max }: Cast,
  { admin, operator }: { admin: string; operator: { email: string; secret: string } },
): Walker[] {
  const [atAcme, atGlobex] = [house.tenantOrigin(acme.slug), house.tenantOrigin(globex.slug)];
  const inside = (name: string, origin: string, email: string): Walker => {
    return { name, signIn: { url: `${origin}/signin`, email }, starts: [`${origin}/dashboard`] };
  };
  return [
    inside("owner", atAcme, ada.email),
    { name: "nobody", starts: [`${house.origin}/`, `${atAcme}/signin`] },
    inside("newcomer", atGlobex, max.email),
    {
      name: "operator",
      signIn: { url: `${house.origin}/admin/signin`, ...operator },
      starts: [`${house.origin}/admin`],
    },
    inside("admin", atAcme, admin),
    inside("member", atAcme, ben.email),
    inside("read-only", atAcme, cleo.email),
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

/** The one role that nobody of the cast has. */
async function appoint({ acme, ada }: Cast, email: string) {
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  const admin = { name: "Admin", role: "admin", email, phc: PASSWORD_PHC, actor, now: new Date() } as const;
  await asTenant(acme.id, (tx) => addMember(tx, admin));
}

type Walk = {
  house: House;
  walker: Walker;
  /** Paths and kinds of pages that were inspected. */
  seen: Set<string>;
  asked: Asked;
};

async function walk(browser: Browser, { house, walker, seen, asked }: Walk): Promise<string[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults = await watchPage(page);
  const own = new Set<string>();
  // A role of its own may find a place where another finds none.
  const askedHere = { ...asked, places: new Set<string>() };
  if (walker.signIn) await signIn(page, walker.signIn);
  for await (const { url, answer, kind, isFirst } of crawl(page, walker.starts)) {
    if (!answer?.ok()) faults.push(`${url} answers ${answer?.status()}`);
    const isPage = answer?.headers()["content-type"]?.startsWith("text/html");
    if (!isFirst || !isPage) continue;
    const [path] = kind.split("?");
    const nextLook = TWO_LOOKS[own.size % TWO_LOOKS.length];
    const looks = !seen.has(path) ? LOOKS : !own.has(path) ? TWO_LOOKS : !seen.has(kind) ? [nextLook] : [];
    for (const it of [path, kind]) {
      seen.add(it);
      own.add(it);
    }
    faults.push(
      ...await inspectPage(page, nameOf(walker, kind), looks),
      ...await leadFaults(page, house, askedHere),
    );
  }
  await context.close();
  return faults.map((it) => `${walker.name}: ${it}`);
}

/** Such as `owner-records-cursor`; `nobody-door-signin` on a tenant's host. */
function nameOf({ name, starts: [first] }: Walker, kind: string): string {
  const { origin } = new URL(kind, first);
  const host = origin === new URL(first).origin ? "" : "-door";
  const path = kind.replace(origin, "").replaceAll(/[^a-z]+/g, "-").replace(/-$/, "");
  return `${name}${host}${path || "-home"}`;
}
