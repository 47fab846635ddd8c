import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { fetchSamlMetadata } from "@/lib/identity/methods/saml/fetch_metadata.ts";
import { publicId } from "@/lib/ids.ts";
import { startIdentity } from "@/sandbox/identity/start_identity.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { makeEnabledConnection } from "@/tests/support/connections.ts";
import { startHouse } from "@/tests/support/house.ts";
import { makeLink } from "@/tests/support/link.ts";
import { samlDraft } from "@/tests/support/saml_house.ts";

browserTest(
  "a person comes in by SAML across three sites, and nobody else by the same response",
  async () => {
    const house = await startHouse();
    const dataDir = Deno.makeTempDirSync();
    const identity = await startIdentity({ dataDir, port: 0, origin: house.origin });
    const browser = await launch(house.browserArgs);
    try {
      const { acme, globex, ada } = await makeCast();
      const read = await fetchSamlMetadata(`${identity.url}/saml/metadata`);
      assert.ok(read.ok);
      const { entityId, ssoUrl, certificates } = read.metadata;
      const connectionId = await makeEnabledConnection(
        ada,
        await samlDraft({ entityId, ssoUrl, certificates: certificates.map(({ pem }) => pem) }),
      );
      await makeLink(ada, { kind: "saml", connectionId, issuer: entityId, subject: "persistent:acme-ada" });
      const [at, elsewhere] = [house.tenantOrigin(acme.slug), house.tenantOrigin(globex.slug)];
      const begin = `${at}/signin/saml/${publicId("con", connectionId)}?next=/members`;

      const acs = `${house.origin}/auth/callback/saml/${publicId("con", connectionId)}`;

      const page = await (await browser.newContext()).newPage();
      await page.goto(begin);
      assert.equal(new URL(page.url()).origin, identity.url);
      await chooseAda(page);
      await page.waitForURL(`${at}/members`);
      assert.match(await page.locator("main").innerText(), /Ada/);
      await page.goto(`${elsewhere}/dashboard`);
      assert.equal(new URL(page.url()).pathname, "/signin");

      const attacker = await (await browser.newContext()).newPage();
      const kept = Promise.withResolvers<URLSearchParams>();
      await attacker.route(acs, async (route) => {
        kept.resolve(new URLSearchParams(route.request().postData()!));
        await route.abort();
      });
      await attacker.goto(begin);
      await chooseAda(attacker);
      const response = await kept.promise;

      const victim = await (await browser.newContext()).newPage();
      // In a browser that never asked, and in one that waits for an answer of its own.
      for (const whatBefore of [ssoUrl, begin]) {
        await victim.goto(whatBefore);
        await postFrom(victim, acs, response);
        await victim.goto(`${at}/dashboard`);
        assert.equal(new URL(victim.url()).pathname, "/signin");
      }
      // It was good all the while, in the one browser that it was for.
      await attacker.unroute(acs);
      await attacker.goto(ssoUrl);
      await postFrom(attacker, acs, response);
      await attacker.waitForURL(`${at}/members`);
    } finally {
      await browser.close();
      await identity.stop();
      await house.stop();
      Deno.removeSync(dataDir, { recursive: true });
    }
  },
);

async function chooseAda(page: Page) {
  await page.getByLabel("Ada of Acme").check();
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** As a page of another site does it. */
async function postFrom(page: Page, action: string, fields: URLSearchParams) {
  await page.setContent(
    `<form method="post" action="${action}">${
      [...fields].map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`).join("")
    }<button>Go</button></form>`,
  );
  await page.getByRole("button").click();
  await page.waitForURL((url) => url.hostname.endsWith("rowhouse.test"));
}
