import assert from "node:assert/strict";
import { baseOrigin, type TestApp } from "./app.ts";
import { PASSWORD, type Person } from "./cast.ts";
import type { SoftPasskey } from "./soft_passkey.ts";
import { TestBrowser } from "./test_browser.ts";

type Options = { next?: string; browser?: TestBrowser; password?: string };

/** Somebody who has typed the right password, and is asked for more. `login` is what the address names. */
export async function atSecondFactor(
  app: TestApp,
  { tenant, email }: Person,
  { next = "/records", browser = new TestBrowser(app), password = PASSWORD }: Options = {},
): Promise<{ browser: TestBrowser; login: string; path: string }> {
  const res = await browser.post(`${tenant.origin}/signin`, { email, password, next });
  assert.equal(res.status, 303, await res.text());
  const path = res.headers.get("location")!;
  assert.match(path, /^\/auth\/factor\?login=log_/);
  return { browser, path, login: new URL(path, tenant.origin).searchParams.get("login")! };
}

/** The page on the base host that talks to a device. */
export type PasskeyPage = { callback: string; state: string; challenge: string; html: string };

/** Where a page leads that says so in its head. */
export function leadsTo(html: string): string {
  const [, to] = /content="0;url=([^"]+)"/.exec(html) ?? [];
  assert.ok(to, html);
  return to.replaceAll("&amp;", "&");
}

/** Follows a page that leads to the base host, to where the browser is asked for a passkey. */
export async function passkeyPage(browser: TestBrowser, leading: Response): Promise<PasskeyPage> {
  assert.equal(leading.status, 200);
  const go = leadsTo(await leading.text());
  assert.ok(go.startsWith(`${baseOrigin}/auth/go?ticket=`), go);
  const page = await browser.get(go);
  const html = await page.text();
  assert.equal(page.status, 200, html);
  const [, callback] = /<form[^>]* action="([^"]+)"/.exec(html)!;
  const [, state] = /name="state" value="([\w-]{43})"/.exec(html)!;
  // The one other secret of this length that the island is given.
  const secrets = new Set(html.match(/(?<=\\?")[\w-]{43}(?=\\?")/g));
  secrets.delete(state);
  assert.equal(secrets.size, 1, [...secrets].join());
  return { callback, state, challenge: [...secrets][0], html };
}

/** The browser's answer at the base host. @returns where it leads then. */
export async function answer(
  browser: TestBrowser,
  { callback, state }: PasskeyPage,
  response: string,
): Promise<string> {
  const res = await browser.post(callback, { state, response, name: "Laptop" });
  return res.headers.get("location") ?? leadsTo(await res.text());
}

/** A passkey of somebody who is signed in, added as the pages do it. */
export async function addPasskey(
  browser: TestBrowser,
  { tenant }: Person,
  passkey: SoftPasskey,
): Promise<void> {
  const page = await passkeyPage(browser, await browser.post(`${tenant.origin}/security/passkeys`, {}));
  const back = await answer(browser, page, passkey.register({ ...page, user: userOf(page) }));
  const res = await browser.get(back);
  assert.equal(res.headers.get("location"), "/security/passkeys?notice=passkey-added");
}

/** Whom the new passkey is to name: 16 bytes, and no word of the page is of that length but one. */
export function userOf({ html }: PasskeyPage): { id: string } {
  const [, id] = /\\"(?!authenticatorSelection)([\w-]{22})\\"/.exec(html)!;
  return { id };
}
