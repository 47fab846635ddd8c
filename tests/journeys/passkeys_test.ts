import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { findFactors } from "@/lib/identity/factors/find_factors.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { type Cast, makeCast, PASSWORD, type Person } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { type Eyes, look } from "@/tests/support/look.ts";
import { press } from "@/tests/support/press.ts";
import { until } from "@/tests/support/queue.ts";
import { signIn } from "@/tests/support/sign_in.ts";
import { VirtualAuthenticator } from "@/tests/support/virtual_authenticator.ts";

type Scene = { house: House; cast: Cast };

browserTest("a passkey is made, signs in alone and beside a password, in a real browser", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const scene = { house, cast: await makeCast() };
    const faults = await look(browser, house, async (eyes) => {
      const authenticator = await VirtualAuthenticator.of(eyes.page);
      await addPasskey(eyes, scene, authenticator);
      await comeInByPasskey(eyes, scene, authenticator);
      await comeInByPasswordAndPasskey(eyes, scene);
      await beRefused(eyes, scene, authenticator);
    });
    assert.deepEqual(faults, []);
  } finally {
    await browser.close();
    await house.stop();
  }
});

async function addPasskey({ page, see }: Eyes, { house, cast }: Scene, authenticator: VirtualAuthenticator) {
  const { acme, ada } = cast;
  const at = house.tenantOrigin(acme.slug);
  await signIn(page, { url: `${at}/signin`, email: ada.email });
  await page.goto(`${at}/security/passkeys`);
  await see("passkeys-none");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await arriveAt(page, `${house.origin}/auth/go`);
  await see("passkeys-new");
  await page.getByLabel("Name").fill("Test laptop");
  await page.getByRole("button", { name: "Make the passkey" }).click();
  await arriveAt(page, `${at}/security/passkeys?notice=passkey-added`);
  await page.getByRole("link", { name: "Remove Test laptop" }).waitFor();
  await see("passkeys-one");
  const [credential] = await authenticator.credentials();
  assert.equal(credential.rpId, new URL(house.origin).hostname);
  const { passkeys } = await findFactors(acme.id, ada.userId);
  assert.deepEqual(passkeys.map((it) => [it.name, it.transports]), [["Test laptop", ["internal"]]]);

  // The same device once more: the browser itself says that it has one.
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Make the passkey" }).click();
  await page.getByText("This device has a passkey of yours already").waitFor();
  await see("passkeys-new-refused");
  await page.getByRole("link", { name: "Back to Acme" }).click();
  await arriveAt(page, `${at}/security/passkeys`);
  await page.getByRole("link", { name: "Remove" }).click();
  await see("passkeys-removal");
}

async function comeInByPasskey(
  { page, see }: Eyes,
  { house, cast }: Scene,
  authenticator: VirtualAuthenticator,
) {
  const at = house.tenantOrigin(cast.acme.slug);
  await signOut(page, at);
  await see("signin-with-passkey");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await arriveAt(page, `${at}/dashboard`);
  const [{ signCount }] = await authenticator.credentials();
  assert.ok(signCount > 1, "the device counts");
  const { passkeys: [{ lastUsedAt }] } = await findFactors(cast.acme.id, cast.ada.userId);
  assert.ok(lastUsedAt);
}

async function comeInByPasswordAndPasskey({ page, see }: Eyes, { house, cast: { acme, ada } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  await signOut(page, at);
  await typePassword(page, at, ada);
  await page.getByRole("button", { name: "Use a passkey" }).waitFor();
  await see("second-factor-passkey");
  await page.goto(`${at}/dashboard`);
  assert.equal(new URL(page.url()).pathname, "/signin", "the password alone opens nothing");
  await typePassword(page, at, ada);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await arriveAt(page, `${at}/dashboard`);
}

async function beRefused({ page, see }: Eyes, { house, cast }: Scene, authenticator: VirtualAuthenticator) {
  const { acme, globex, ada } = cast;
  const [at, elsewhere] = [house.tenantOrigin(acme.slug), house.tenantOrigin(globex.slug)];
  const failed = (origin: string) => arriveAt(page, `${origin}/signin?notice=way-in-failed`);

  await page.goto(`${elsewhere}/signin`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await failed(elsewhere);
  await see("signin-passkey-failed");
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ada.userId}, 'member', ${ada.email}, 'Ada')`);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await arriveAt(page, `${elsewhere}/dashboard`);

  await signOut(page, at);
  await authenticator.recognise(false);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("That came to nothing").waitFor();
  await see("passkeys-not-recognised");
  await authenticator.recognise(true);
  await page.getByRole("button", { name: "Show the passkey" }).click();
  await arriveAt(page, `${at}/dashboard`);

  await signOut(page, at);
  await authenticator.countBackTo(0);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await failed(at);
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select from pooled.audit_entries where tenant_id = $1 and action = 'member.passkey_copied'",
      [acme.id],
    )
  );
  assert.equal(rows.length, 1, "a copy is told");
}

browserTest("a passkey is asked for at the base host alone, whoever asks", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const { acme } = await makeCast();
    const page = await (await browser.newContext()).newPage();
    await VirtualAuthenticator.of(page);
    const rpId = new URL(house.origin).hostname;
    const make = (id: string) =>
      page.evaluate(async (id) => {
        const bytes = new Uint8Array(16);
        try {
          await navigator.credentials.create({
            publicKey: {
              challenge: bytes,
              rp: { id, name: "Trap" },
              user: { id: bytes, name: "ada", displayName: "Ada" },
              pubKeyCredParams: [{ type: "public-key", alg: -7 }],
            },
          });
          return "made";
        } catch (error) {
          return (error as Error).name;
        }
      }, id);
    await page.goto(`${house.tenantOrigin(acme.slug)}/signin`);
    // Our tenants are below the base host, so a browser would let them ask; the origin that it signs is another one.
    assert.equal(await make("evil.example"), "SecurityError");
    assert.equal(await make(`globex.${rpId}`), "SecurityError");
    await page.goto(`${house.origin}/`);
    assert.equal(await make(new URL(house.tenantOrigin(acme.slug)).hostname), "SecurityError");
  } finally {
    await browser.close();
    await house.stop();
  }
});

async function typePassword(page: Page, at: string, { email }: Person) {
  await page.goto(`${at}/signin`);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Sign in");
}

/** One page leads on to the next before it has loaded, so no single navigation can be waited for. */
async function arriveAt(page: Page, url: string) {
  await until(() => page.url().startsWith(url));
  await page.waitForLoadState();
}

async function signOut(page: Page, at: string) {
  await page.goto(`${at}/dashboard`);
  await press(page, "Sign out");
  assert.equal(new URL(page.url()).pathname, "/signin");
}
