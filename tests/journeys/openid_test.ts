import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Browser, Page } from "playwright-core";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { adminDatabaseUrl } from "@/lib/db/database_urls.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import { masterKey } from "@/lib/master_key.ts";
import { DEMO_CLIENT } from "@/sandbox/identity/openid/openid_provider.ts";
import { startIdentity } from "@/sandbox/identity/start_identity.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { makeEnabledConnection } from "@/tests/support/connections.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { freePort } from "@/tests/support/free_port.ts";
import { freeIdentity } from "@/tests/support/link.ts";
import { startProcess } from "@/tests/support/process.ts";
import { signIn } from "@/tests/support/sign_in.ts";
import { visitProvider } from "@/tests/support/visit_provider.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";

browserTest(
  "people come in by the house's own provider and by Privy, and nobody by their answers",
  async () => {
    await using world = await startWorld();
    const { at, browser } = world;
    const page = await newPage(browser);
    await page.goto(`${at}/signin?next=/members`);
    await be(page, { way: "Demo", person: "Ada of Acme" });
    await page.waitForURL(`${at}/members`);

    // What opens every house of hers takes more than the word of this house's provider.
    await freeIdentity({ issuer: "privy.io", subject: "did:privy:acme-ada" });
    const own = await newPage(browser);
    await signIn(own, { url: `${at}/signin`, email: world.ada.email });
    await own.goto(`${at}/security/identities`);
    await own.getByRole("button", { name: "Connect Privy" }).click();
    await choose(own, "Ada of Acme");
    await own.getByRole("button", { name: "Go back to Rowhouse" }).click();
    await own.getByText("The identity is linked").waitFor();
    assert.match(await own.locator("main").innerText(), /0x[0-9a-f]{40}\s+on ethereum/);

    const fresh = await newPage(browser);
    await fresh.goto(`${at}/signin`);
    await be(fresh, { way: "Privy", person: "Ada of Acme" });
    await fresh.getByRole("button", { name: "Go back to Rowhouse" }).click();
    await fresh.waitForURL(`${at}/dashboard`);

    const refusing = await newPage(browser);
    await refusing.goto(`${at}/signin`);
    await refusing.getByRole("button", { name: "Continue with Demo" }).click();
    await refusing.getByRole("button", { name: "Refuse" }).click();
    await refusing.getByText("The other side said no, or you did").waitFor();

    // What the attacker's own browser was asked, answered beside it: the answer is kept for somebody else.
    const attacker = await newPage(browser);
    await attacker.goto(`${at}/signin`);
    const asked = attacker.waitForRequest((it) => new URL(it.url()).searchParams.has("code_challenge"));
    await attacker.getByRole("button", { name: "Continue with Demo" }).click();
    const answer = (await visitProvider((await asked).url(), { person: "acme-ada" })).href;
    const victim = await newPage(browser);
    await victim.goto(answer);
    await victim.getByText("has expired or was already used").waitFor();
    await victim.goto(`${at}/dashboard`);
    assert.equal(new URL(victim.url()).pathname, "/signin");
    await attacker.getByRole("heading", { name: "Who are you?" }).waitFor();
    await attacker.goto(answer);
    await attacker.waitForURL(`${at}/dashboard`);
  },
);

browserTest("who signed in long ago confirms by the house's own provider, and goes on", async () => {
  await using world = await startWorld();
  const { at, browser, ada } = world;
  const page = await newPage(browser);
  await signIn(page, { url: `${at}/signin`, email: ada.email });
  await world.ageSessions();
  await page.context().clearCookies({ name: "__Host-at" });
  await page.goto(`${at}/security/identities`);
  await page.getByRole("button", { name: "Connect Privy" }).click();
  await page.getByRole("heading", { name: "Is it still you?" }).waitFor();
  await page.getByRole("button", { name: "Use Demo" }).click();
  await choose(page, "Ada of Acme");
  await page.getByRole("button").first().click();
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
});

/** A house on this machine's own names, where the demo's providers may be reached by plain http. */
async function startWorld() {
  await buildIfStale();
  const [port, dataDir] = [freePort(), Deno.makeTempDirSync({ prefix: "rowhouse-openid-" })];
  const origin = `http://localhost:${port}`;
  const identity = await startIdentity({ dataDir, port: 0, origin });
  const web = await startProcess("tools/serve.ts", {
    env: {
      PORT: String(port),
      BASE_URL: origin,
      DATA_DIR: dataDir,
      DATABASE_URL: adminDatabaseUrl(),
      MASTER_KEY: Buffer.from(masterKey()).toString("base64"),
      PRIVY_APP_ID: "rowhouse-demo",
      PRIVY_SIGN_IN_URL: `${identity.url}/privy`,
      PRIVY_KEYS_URL: `${identity.url}/privy/jwks.json`,
    },
  });
  const browser = await launch();
  const { acme, ada } = await makeCast();
  const { id: clientId, secret: clientSecret } = DEMO_CLIENT;
  const settings = { issuer: identity.url, clientId, scopes: ["email", "profile"] };
  const draft = { kind: "oidc", name: "Demo", settings, clientSecret } as const;
  const connectionId = await makeEnabledConnection(ada, draft);
  const { tenant: _, ...member } = ada;
  const linked = { issuer: identity.url, subject: "acme-ada" };
  await asTenant(
    acme.id,
    (tx) => linkIdentity(tx, { kind: "oidc", connectionId, identity: linked, member, now: new Date() }),
  );
  return {
    at: `http://${acme.slug}.localhost:${port}`,
    browser,
    ada,
    ageSessions: () => ageSessionsOf(ada.userId),
    async [Symbol.asyncDispose]() {
      await browser.close();
      await web.stop();
      await identity.stop();
      Deno.removeSync(dataDir, { recursive: true });
    },
  };
}

/** Also in the token that the browser holds, which tells the page: the next one is made of the session. */
async function ageSessionsOf(userId: string) {
  await asSuperuser((client) =>
    client.query(
      "update platform.sessions set authenticated_at = now() - interval '1 hour' where user_id = $1",
      [
        userId,
      ],
    )
  );
}

async function newPage(browser: Browser): Promise<Page> {
  return await (await browser.newContext()).newPage();
}

async function be(page: Page, { way, person }: { way: string; person: string }) {
  await page.getByRole("button", { name: `Continue with ${way}` }).click();
  await choose(page, person);
}

async function choose(page: Page, person: string) {
  await page.getByLabel(person).check();
  await page.getByRole("button", { name: "Sign in" }).click();
}
