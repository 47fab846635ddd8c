import assert from "node:assert/strict";
import type { Page, Response } from "playwright-core";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { startHouse } from "@/tests/support/house.ts";
import { look } from "@/tests/support/look.ts";
import { press } from "@/tests/support/press.ts";
import { until } from "@/tests/support/queue.ts";
import { signIn } from "@/tests/support/sign_in.ts";

/** How somebody comes to an error page, which answers with its status. */
type Way = { name: string; status: number; go: (page: Page) => Promise<unknown> };

browserTest("every refusal is a sound page that names its request", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const { acme, globex, cleo } = await makeCast();
    const at = house.tenantOrigin(acme.slug);
    await suspendTenant({ slug: globex.slug, reason: "Unpaid", actor: { kind: "system", name: "Test" } });

    const ways: Way[] = [
      { name: "no-form", status: 400, go: (page) => post(page, `${at}/signin`, { enctype: "text/plain" }) },
      { name: "not-allowed", status: 403, go: (page) => page.goto(`${at}/settings`) },
      { name: "suspended", status: 403, go: (page) => page.goto(house.tenantOrigin(globex.slug)) },
      { name: "from-elsewhere", status: 403, go: (page) => postFromNowhere(page, `${at}/settings`) },
      { name: "no-page", status: 404, go: (page) => page.goto(`${at}/nope`) },
      { name: "no-house", status: 404, go: (page) => page.goto(house.tenantOrigin("nobody-lives-here")) },
      { name: "wrong-method", status: 405, go: (page) => page.goto(`${at}/signout`) },
      { name: "too-much", status: 413, go: (page) => post(page, `${at}/signin`, { bytes: 70_000 }) },
      { name: "broken", status: 500, go: (page) => whileRecordsAreGone(() => page.goto(`${at}/records`)) },
      { name: "not-ready", status: 503, go: (page) => whileNobodyEnters(() => page.goto(`${at}/records`)) },
    ];
    const faults = await look(browser, house, async ({ page, see }) => {
      await signIn(page, { url: `${at}/signin`, email: cleo.email });
      for (const way of ways) {
        await arrive(page, way);
        assert.match(await page.locator("main").innerText(), /req_/, way.name);
        await see(`refusal-${way.name}`);
      }
    });
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
    await house.stop();
  }
});

async function arrive(page: Page, { status, go }: Way) {
  const answered: number[] = [];
  const note = (it: Response) => {
    if (it.request().isNavigationRequest()) answered.push(it.status());
  };
  page.on("response", note);
  // A suspension is known everywhere within a second.
  await until(async () => {
    await go(page);
    return answered.at(-1) === status;
  });
  page.off("response", note);
}

async function post(
  page: Page,
  url: string,
  { enctype = "application/x-www-form-urlencoded", bytes = 1 }: { enctype?: string; bytes?: number },
) {
  await page.goto(url);
  const send = page.evaluate(([url, enctype, bytes]) => {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: url, enctype });
    form.append(Object.assign(document.createElement("input"), { name: "email", value: "x".repeat(+bytes) }));
    document.body.append(form);
    form.submit();
  }, [url, enctype, String(bytes)]);
  await Promise.all([page.waitForEvent("load"), send]);
}

/** A page without an address has no origin that it could name. */
async function postFromNowhere(page: Page, url: string) {
  await page.goto("about:blank");
  await page.setContent(`<form method="post" action="${url}"><button>Send</button></form>`);
  await press(page, "Send");
}

async function whileRecordsAreGone(work: () => Promise<unknown>) {
  await asSuperuser(async (client) => {
    await client.query("alter table pooled.records rename to records_elsewhere");
    try {
      await work();
    } finally {
      await client.query("alter table pooled.records_elsewhere rename to records");
    }
  });
}

async function whileNobodyEnters(work: () => Promise<unknown>) {
  await asSuperuser(async (client) => {
    await client.query("alter role rowhouse_app connection limit 0");
    try {
      await client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rowhouse_app'",
      );
      await work();
    } finally {
      await client.query("alter role rowhouse_app connection limit -1");
    }
  });
}
