import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { keepWallets } from "@/lib/identity/keep_wallets.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import { issueEmailCode } from "@/lib/identity/verify_email.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { deactivateMember } from "@/lib/tenancy/membership/deactivate_member.ts";
import { actorOf, makeInvitation, makeInvitationLink } from "@/tests/support/invitations.ts";
import { BROWSER, browserTest, launch } from "@/tests/support/browser.ts";
import { type Cast, makeCast, PASSWORD, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { codeOf } from "@/tests/support/factors.ts";
import { makeOperator, makeOperatorWithApp } from "@/tests/support/operators.ts";
import { type House, startHouse } from "@/tests/support/house.ts";
import { LOOKS } from "@/tests/support/inspect_page.ts";
import { type Eyes, look } from "@/tests/support/look.ts";
import { testWith } from "@/tests/support/needs.ts";
import { press } from "@/tests/support/press.ts";
import { until } from "@/tests/support/queue.ts";
import { startRedis } from "@/tests/support/redis.ts";
import { furnishDirectory } from "@/tests/support/scim.ts";
import { signIn } from "@/tests/support/sign_in.ts";

type Scene = { house: House; cast: Cast };

browserTest(
  "screens that no link leads to are sound: wrong forms, one-time keys, notices, menus",
  async () => {
    const house = await startHouse();
    const browser = await launch(house.browserArgs);
    try {
      const cast = await makeCast();
      const scene = { house, cast };
      const faults = await Promise.all([
        look(browser, house, async (eyes) => {
          await seeSignUp(eyes, scene);
          await seeSignIn(eyes, scene);
          await seeMailDoor(eyes, scene);
          await seeOperators(eyes, scene);
        }),
        look(browser, house, async (eyes) => {
          await seeKeys(eyes, scene);
          await seeSelf(eyes, scene);
          await seeIdentities(eyes, scene);
          await seeMembers(eyes, scene);
          await seeSecurity(eyes, scene);
          await seeDirectory(eyes, scene);
          await seeRooms(eyes, scene);
          await press(eyes.page, "Sign out");
          await seeVerification(eyes, scene);
        }),
        look(browser, house, (eyes) => seeFactors(eyes, scene)),
      ]);
      assert.deepEqual(faults.flat(), []);
    } finally {
      await browser.close();
      await house.stop();
    }
  },
);

testWith(
  [BROWSER, "redis-server"],
  "the door says that it is paused while its state is away",
  async () => {
    await using redis = await startRedis();
    const house = await startHouse({ REDIS_URL: redis.url });
    const browser = await launch(house.browserArgs);
    try {
      const { acme, ada } = await makeCast();
      await redis.kill();
      const faults = await look(browser, house, async ({ page, see }) => {
        await page.goto(`${house.tenantOrigin(acme.slug)}/signin`);
        await page.getByLabel("Email").fill(ada.email);
        await page.getByLabel("Password").fill(PASSWORD);
        await press(page, "Sign in");
        await page.getByText("Sign-in is paused").waitFor();
        await see("state-sign-in-paused");
      });
      assert.deepEqual(faults, []);
    } finally {
      await browser.close();
      await house.stop();
    }
  },
);

async function seeSignUp({ page, see }: Eyes, { house, cast }: Scene) {
  await page.goto(`${house.origin}/signup`);
  await press(page, "Open the house");
  await see("state-sign-up-errors");
  await page.getByLabel("Company").fill("Initech");
  await page.getByLabel("Address").fill(cast.acme.slug);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Work email").fill(cast.ada.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Open the house");
  await see("state-sign-up-taken");
  // The page that leads on is gone in a moment, unless what it leads to answers with nothing.
  await page.route("**/auth/enter**", (route) => route.fulfill({ status: 204 }));
  await page.getByLabel("Address").fill(`initech-${newId().slice(-8)}`);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Open the house");
  await page.getByRole("link", { name: "Go in" }).waitFor();
  await see("state-sign-up-done");
}

/** What is asked and answered by mail. */
async function seeMailDoor({ page, see }: Eyes, { house, cast: { acme, ada } }: Scene) {
  const door = house.tenantOrigin(acme.slug);
  await page.goto(`${door}/forgot-password`);
  await press(page, "Mail me a link");
  await see("state-forgot-password-error");
  await page.getByLabel("Email").fill(ada.email);
  await press(page, "Mail me a link");
  await see("state-forgot-password-done");
  await page.goto(`${door}/reset-password?code=none`);
  await page.getByLabel("New password").fill(PASSWORD);
  await press(page, "Set the password");
  await see("state-reset-password-over");
  await page.goto(`${door}/signin`);
  await page.getByLabel("Email").fill(ada.email);
  await press(page, "Mail me a link instead");
  await see("state-mail-digits");
  const waiting = page.url();
  await page.getByLabel("Six digits").fill("1");
  await press(page, "Confirm");
  await see("state-mail-digits-wrong");
  await page.goto(`${waiting}&token=none`);
  await see("state-mail-link");
  await page.goto(`${door}/auth/mail?login=none&token=none`);
  await see("state-mail-link-elsewhere");
}

async function seeSecurity({ page, see }: Eyes, { house, cast: { acme, ada } }: Scene) {
  const door = house.tenantOrigin(acme.slug);
  await page.goto(`${door}/security/password`);
  await page.getByLabel("Current password").fill("not-it");
  await press(page, "Change password");
  await see("state-password-wrong");
  await page.goto(`${door}/sign-in-policy`);
  await page.getByLabel("Networks").fill("203.0.113.0/24");
  await page.getByLabel("Require one of everybody").check();
  await press(page, "Save");
  await see("state-policy-shuts-out");
  for (const way of ["Password", "Link by mail", "Passkey"]) {
    await page.getByLabel(way, { exact: true }).uncheck();
  }
  await press(page, "Save");
  await see("state-policy-no-way-in");
  await asSuperuser((client) =>
    client.query(
      "update platform.sessions set authenticated_at = now() - interval '1 hour' where user_id = $1",
      [
        ada.userId,
      ],
    )
  );
  await page.context().clearCookies({ name: "__Host-at" });
  await page.goto(`${door}/sign-in-policy`);
  await press(page, "Save");
  await see("state-confirm");
  await page.getByLabel("Password").fill("not-it");
  await press(page, "Confirm");
  await see("state-confirm-wrong");
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Confirm");
  await see("state-confirm-go-on");
  await press(page, "Go on");
  await see("state-policy-saved");
}

async function seeSignIn({ page, see }: Eyes, { house, cast: { acme } }: Scene) {
  const door = `${house.tenantOrigin(acme.slug)}/signin`;
  await page.goto(`${house.origin}/signin`);
  await page.getByLabel("Address").fill("no such address");
  await press(page, "To the door");
  await see("state-find-company-error");
  await page.goto(door);
  await press(page, "Sign in");
  await see("state-sign-in-errors");
  for (let tries = 0; tries < 2; tries++) await fail();
  await see("state-sign-in-wrong");
  await until(async () => {
    await fail();
    return await page.getByText("Too many attempts").isVisible();
  });
  await see("state-sign-in-too-many");
  await page.goto(`${door}?notice=handoff-failed`);
  await see("state-sign-in-handoff-failed");

  async function fail() {
    await page.getByLabel("Email").fill("nobody@acme.test");
    await page.getByLabel("Password").fill("a guess that is wrong");
    await press(page, "Sign in");
  }
}

async function seeKeys({ page, see }: Eyes, { house, cast: { acme, ada } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  await enter(page, house, ada);
  await page.goto(`${at}/api-keys`);
  await press(page, "Create key");
  await see("state-key-errors");
  await page.getByLabel("Name").fill("Shop backend");
  await press(page, "Create key");
  await see("state-key-shown-once");
  await page.reload();
  await page.getByText("This key was created before").waitFor();
  await see("state-key-shown-before");
  await page.getByRole("link", { name: "Shop backend", exact: true }).click();
  await page.getByLabel("Calls a minute").fill("many");
  await page.getByLabel("From these networks only").fill("office");
  await press(page, "Save the key");
  await see("state-key-settings-errors");
  await page.getByRole("link", { name: "Change the secret" }).click();
  await press(page, "Make a new secret");
  await see("state-key-secret-shown-once");
  await page.goto(`${at}/api-keys`);
  await page.getByRole("link", { name: "Revoke" }).click();
  await press(page, "Revoke the key");
  await see("state-key-revoked");
}

async function seeFactors({ page, see }: Eyes, { house, cast: { acme, cleo } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  await enter(page, house, cleo);
  await page.goto(`${at}/security/authenticator`);
  await see("state-authenticators-none");
  await page.getByRole("link", { name: "Set up an app" }).click();
  await page.getByLabel("Name").fill("");
  await press(page, "Turn it on");
  await see("state-authenticator-errors");
  const secret = (await page.locator("code").first().innerText()).replaceAll(" ", "");
  await page.getByLabel("Code", { exact: true }).fill("123");
  await page.getByLabel("Name").fill("My phone");
  await press(page, "Turn it on");
  await see("state-authenticator-no-code");
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, new Date()));
  await press(page, "Turn it on");
  await see("state-recovery-codes-shown");
  const [recoveryCode] = (await page.locator("code").first().innerText()).split("\n");
  await press(page, "I have kept them in a safe place");
  await see("state-recovery-codes-kept");
  await page.goto(`${at}/security/authenticator`);
  await see("state-authenticators-one");
  await page.getByRole("link", { name: "Remove" }).click();
  await see("state-authenticator-removal");
  await press(page, "Sign out");
  await page.getByLabel("Email").fill(cleo.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Sign in");
  await see("state-second-factor");
  await page.getByLabel("Code from the app").fill("12345");
  await page.getByRole("button", { name: "Confirm" }).first().click();
  await page.getByText("look for a typing error").waitFor();
  await see("state-second-factor-wrong");
  await page.getByLabel("Recovery code").fill(recoveryCode);
  await page.getByRole("button", { name: "Confirm" }).last().click();
  await page.waitForURL(`${at}/dashboard`);
  await page.goto(`${at}/security`);
  await see("state-security", LOOKS.slice(0, 4));
}

async function seeSelf({ page, see }: Eyes, { house, cast: { acme, ada } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  await sessionFor(ada);
  await page.goto(`${at}/security`);
  await page.getByRole("button", { name: "Sign out Unknown device" }).first().click();
  await page.getByText("Ended in the last 30 days").click();
  await see("state-session-ended");
  await page.goto(`${at}/profile`);
  await page.getByLabel("Your name").fill("");
  await press(page, "Save your name");
  await see("state-profile-error");
  await page.goto(`${at}/profile/email/change`);
  await press(page, "Send the link");
  await see("state-new-address-error");
  await page.getByLabel("New email address").fill(`ada@new-${newId()}.test`);
  await press(page, "Send the link");
  await see("state-new-address-waits");
}

async function seeIdentities({ page, see }: Eyes, { house, cast: { acme, ada } }: Scene) {
  const identity = { issuer: "privy.io", subject: `did:privy:${newId()}`, email: ada.email };
  const wallets = [{ chain: "ethereum", address: "0x71c7656ec7ab88b098defb751b7401b5f6d8976f" }];
  const now = new Date();
  await asTenant(acme.id, async (tx) => {
    await linkIdentity(tx, { kind: "privy", identity, member: ada, now });
    await keepWallets(tx, { identity: { ...identity, wallets }, userId: ada.userId, now });
  });
  const at = house.tenantOrigin(acme.slug);
  await page.goto(`${at}/security/identities`);
  await see("state-identities");
  await page.goto(`${at}/profile`);
  await see("state-wallets");
}

async function seeDirectory({ page, see }: Eyes, { house, cast: { acme, ada } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  await page.goto(`${at}/scim`);
  await press(page, "Create token");
  await see("state-directory-errors");
  await page.getByLabel("Name of the token").fill("Entra");
  await press(page, "Create token");
  await see("state-directory-token-shown-once");
  const { token, group } = await furnishDirectory(ada);
  await page.goto(`${at}${token}/rotation`);
  await press(page, "Replace the token");
  await see("state-directory-token-replaced");
  await page.goto(`${at}/scim`);
  await page.locator(`#role-${group.split("/").at(-1)}`).selectOption("member");
  await page.getByRole("button", { name: "Save Everybody" }).click();
  await see("state-directory-group-mapped");
}

async function seeMembers({ page, see }: Eyes, { house, cast: { acme, ada, ben, max } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  await page.goto(`${at}/members/invitations`);
  await press(page, "Send the invitation");
  await see("state-invitation-errors");
  await page.getByLabel("Email").fill("newcomer@example.test");
  await press(page, "Send the invitation");
  await see("state-invitation-sent");
  await page.goto(`${at}/members/invitations`);
  await page.getByLabel("How many people").fill("1000");
  await press(page, "Make a link");
  await see("state-link-errors");
  await page.getByLabel("How many people").fill("2");
  await press(page, "Make a link");
  await see("state-link-shown-once");
  await page.goto(`${at}/roles/new`);
  await page.getByLabel("See usage and limits").uncheck();
  await page.getByLabel("Look through records").uncheck();
  await press(page, "Make the role");
  await see("state-role-errors");
  await page.goto(`${at}/members?q=nobody-is-called-that`);
  await see("state-members-no-match");
  await page.goto(`${at}/leaving`);
  await press(page, `Leave ${acme.name}`);
  await see("state-last-owner");
  const { token } = await makeInvitation(ada, { email: `stranger-${newId().slice(-8)}@example.test` });
  await page.goto(`${at}/invitations/${token}`);
  await see("state-invitation-for-somebody-else");
  await press(page, "Sign out and accept");
  await press(page, "Accept the invitation");
  await see("state-invitation-new-errors");
  const link = await makeInvitationLink(ada);
  await page.goto(`${at}/invitations/${link.token}`);
  await page.getByText("I have a password with you").click();
  await see("state-invitation-link-known");
  await page.getByLabel("Your email").fill("newcomer@example.test");
  await press(page, "Mail me the way in");
  await see("state-invitation-asked");
  await page.goto(`${at}/invitations/${"x".repeat(43)}`);
  await see("state-invitation-unknown");
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [max.userId])
  );
  const known = await makeInvitation(ada, { email: max.email });
  await page.goto(`${at}/invitations/${known.token}`);
  await page.getByLabel("Your password").fill("not the password");
  await press(page, "Accept the invitation");
  await see("state-invitation-known-wrong");
  await page.getByLabel("Your password").fill(PASSWORD);
  await press(page, "Accept the invitation");
  await page.waitForURL(/dashboard/);
  await page.getByText("Your other houses").last().click();
  await see("state-other-houses", LOOKS.filter(({ width }) => width >= 1024));
  await press(page, "Sign out");
  await enter(page, house, ada);
  await deactivateMember(acme.id, { by: ada.id, memberId: ben.id, actor: actorOf(ada), now: new Date() });
  await page.goto(`${at}/members/${publicId("mem", ben.id)}`);
  await see("state-member-deactivated");
  await press(page, "Reactivate");
  await see("state-member-reactivated");
}

async function seeRooms({ page, see }: Eyes, { house, cast: { acme } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  const records = [{ id: "order-1", type: "order.created", data: { total_minor: 1_299 } }];
  await acceptRecords(acme.id, { records, now: new Date() });
  await page.goto(`${at}/dashboard`);
  await page.getByText("Show as a table").click();
  await see("state-bars-as-table");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByText("Menu").click();
  await see("state-menu", LOOKS.filter(({ width }) => width === 360));
  await page.goto(`${at}/records?type=never.sent&from=2026-02-30`);
  await see("state-records-no-match");
  await page.goto(`${at}/settings`);
  await page.getByLabel("Company").fill("");
  await press(page, "Save settings");
  await see("state-settings-errors");
  await page.getByLabel("Company").fill("Acme, Baker & Sons of the Old Harbour Road");
  await press(page, "Save settings");
  await see("state-settings-saved");
}

async function seeVerification({ page, see }: Eyes, { house, cast: { acme, ben } }: Scene) {
  const at = house.tenantOrigin(acme.slug);
  const codeAt = (now: Date) => asTenant(acme.id, (tx) => issueEmailCode(tx, { userId: ben.userId, now }));
  await enter(page, house, ben);
  await press(page, "Send the mail again");
  await see("state-mail-sent");
  await until(async () => {
    await press(page, "Send the mail again");
    return await page.getByText("several mails already").isVisible();
  });
  await see("state-mails-enough");
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  await page.goto(`${at}/verify-email?code=${await codeAt(twoDaysAgo)}`);
  await see("state-verify-email");
  await press(page, "Confirm the address");
  await see("state-verify-email-expired");
  const code = await codeAt(new Date());
  await page.goto(`${at}/verify-email?code=${code}`);
  await press(page, "Confirm the address");
  await see("state-verify-email-done");
  await page.goto(`${at}/verify-email?code=${code}`);
  assert.equal(page.url(), `${at}/dashboard`, "a used link leads inside");
}

async function seeOperators({ page, see }: Eyes, { house }: Scene) {
  const url = `${house.origin}/admin/signin`;
  const [newcomer, operator] = [await makeOperator(), await makeOperatorWithApp()];
  await page.goto(url);
  await press(page, "Sign in");
  await see("state-operators-errors");
  await page.getByLabel("Email").fill(newcomer.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Sign in");
  await page.getByRole("heading", { name: "Set up an authenticator app" }).waitFor();
  await see("state-operators-set-up");
  await press(page, "Turn it on");
  await see("state-operators-set-up-errors");
  await press(page, "Sign out");
  await page.getByLabel("Email").fill(operator.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Sign in");
  await see("state-operators-factor");
  await page.getByLabel("Code from the app").fill("000000");
  await page.getByRole("button", { name: "Confirm" }).first().click();
  await page.getByText("This is not right").waitFor();
  await see("state-operators-factor-wrong");
  await signIn(page, { url, ...operator });
  await page.goto(`${house.origin}/admin/confirm`);
  await see("state-operators-confirm");
  await page.goto(`${house.origin}/admin?search=nobody-begins-like-this`);
  await see("state-tenants-no-match");
  await press(page, "Sign out");
  await see("state-operators-signed-out");
}

async function enter(page: Page, house: House, { tenant, email }: Cast["ada"]) {
  await signIn(page, { url: `${house.tenantOrigin(tenant.slug)}/signin`, email });
}
