import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { beginTestLogin, passTestLogin, refuseTestLogin } from "@/lib/identity/connections/test_login.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import {
  actorOf,
  makeConnection,
  makeEnabledConnection,
  makeProvenDomain,
  SAML_DRAFT,
} from "@/tests/support/connections.ts";
import { startHouse } from "@/tests/support/house.ts";
import { type Eyes, look } from "@/tests/support/look.ts";
import { press } from "@/tests/support/press.ts";
import { signIn } from "@/tests/support/sign_in.ts";

browserTest(
  "screens of single sign-on that no link leads to are sound: wrong forms, tests, refusals",
  async () => {
    const house = await startHouse();
    const browser = await launch(house.browserArgs);
    try {
      const { ada, acme } = await makeCast();
      const at = house.tenantOrigin(acme.slug);
      const faults = await look(browser, house, async (eyes) => {
        await eyes.page.goto(`${at}/signin?notice=connection-confirm`);
        await eyes.see("state-sign-on-confirm");
        await signIn(eyes.page, { url: `${at}/signin`, email: ada.email });
        await seeForms(eyes, at);
        await seeDomains(eyes, { at, ada });
        await seeTests(eyes, { at, ada });
        await seeEnforcement(eyes, { at, ada });
      });
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
      await house.stop();
    }
  },
);

type Place = { at: string; ada: Person };

async function seeForms({ page, see }: Eyes, at: string) {
  await page.goto(`${at}/sso/new/oidc`);
  await page.getByLabel("Issuer").fill("https://10.0.0.1");
  await press(page, "Add the connection");
  await see("state-sign-on-oidc-errors");
  await page.goto(`${at}/sso/new/saml`);
  await page.getByLabel("Or the metadata itself").fill("<EntityDescriptor");
  await press(page, "Add the connection");
  await see("state-sign-on-saml-errors");
}

async function seeDomains({ page, see }: Eyes, { at, ada }: Place) {
  await page.goto(`${at}/sso/domains`);
  await page.getByLabel("Domain", { exact: true }).fill("gmail.com");
  await press(page, "Add domain");
  await see("state-sign-on-domain-error");
  await page.getByLabel("Domain", { exact: true }).fill("bücher-und-zeitschriften-am-alten-hafen.example");
  await press(page, "Add domain");
  await see("state-sign-on-domain-added");
  const domainId = await makeProvenDomain(ada, `${ada.tenant.slug}.test`);
  await asTenant(ada.tenant.id, (tx) =>
    tx.count`
      update sso_domains set missing_since = now(), last_checked_at = now(), last_refusal = 'no_record'
       where tenant_id = ${tx.tenantId} and id = ${domainId}`);
  await page.goto(`${at}/sso/domains`);
  await see("state-sign-on-domain-missing");
}

async function seeTests({ page, see }: Eyes, { at, ada }: Place) {
  const connectionId = await makeConnection(ada, SAML_DRAFT);
  const path = `${at}/sso/${publicId("con", connectionId)}`;
  const [loginId, runBy, now] = [newId(), actorOf(ada), new Date()];
  const begun = { connectionId, loginId, revision: 1, runBy, now };
  await asTenant(ada.tenant.id, (tx) => beginTestLogin(tx, begun));
  await page.goto(`${path}/test-login`);
  await see("state-sign-on-test-begun");
  await asTenant(
    ada.tenant.id,
    (tx) =>
      refuseTestLogin(tx, { loginId, reason: "audience", detail: "https://somebody-else.example/metadata" }),
  );
  await page.reload();
  await see("state-sign-on-test-refused");
  const outcome = {
    issuer: "https://idp.test",
    subject: "1",
    email: "newcomer@elsewhere.example",
    groups: ["staff", "everybody-in-the-house-by-the-old-harbour"],
    person: null,
    role: null,
    refusal: "outside_domains",
  };
  await asTenant(ada.tenant.id, async (tx) => {
    await beginTestLogin(tx, begun);
    await passTestLogin(tx, { loginId, claims: { sub: "1", groups: outcome.groups }, outcome, runBy });
  });
  await page.reload();
  await see("state-sign-on-test-worked");
  await page.goto(`${path}/certificates`);
  await press(page, "Add the certificate");
  await see("state-sign-on-certificate-error");
}

async function seeEnforcement({ page, see }: Eyes, { at, ada }: Place) {
  const path = `${at}/sso/${publicId("con", await makeEnabledConnection(ada))}`;
  await page.goto(`${path}/enforcement`);
  await press(page, "Make it the only way in");
  await see("state-sign-on-enforcement-refused");
  await page.goto(`${path}/joining`);
  for (const label of ["Group 1", "Group 2"]) await page.getByLabel(label, { exact: true }).fill("staff");
  await press(page, "Save");
  await see("state-sign-on-groups-error");
}
