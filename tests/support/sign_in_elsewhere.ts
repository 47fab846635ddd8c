import assert from "node:assert/strict";
import type { TestBrowser } from "./test_browser.ts";

type Leaving = { origin: string; kind: string; connection?: string; next?: string; invitation?: string };

/** Presses the button of a way in, up to the address of the provider. */
export async function leaveFor(browser: TestBrowser, { origin, kind, ...form }: Leaving): Promise<URL> {
  const left = await browser.post(`${origin}/signin/${kind}`, form);
  assert.equal(left.status, 200);
  return await goOn(browser, await left.text());
}

/** From the page that leads to the base host: what the refresh does. */
export async function goOn(browser: TestBrowser, page: string): Promise<URL> {
  const href = refreshOf(page);
  assert.ok(href, "A page that leads on");
  const gone = await browser.get(href);
  assert.equal(gone.status, 303);
  return new URL(gone.headers.get("location")!);
}

/** Where a chain of redirects, and of pages that lead on, ends on whichever of our hosts. */
export async function followFrom(browser: TestBrowser, first: Response, at: string): Promise<URL> {
  return (await followToPage(browser, first, at)).url;
}

/** The same, with the page that stands there. */
export async function followToPage(
  browser: TestBrowser,
  first: Response,
  at: string,
): Promise<{ url: URL; html: string }> {
  let [url, res] = [new URL(at), first];
  for (let steps = 0; steps < 8; steps++) {
    const html = await res.text();
    const next = res.headers.get("location") ?? refreshOf(html);
    if (!next) return { url, html };
    url = new URL(next, url);
    res = await browser.get(url.href);
  }
  throw new Error(`Redirects never end, last at ${url}`);
}

/** Where an answer leads: a redirect, or a page that leads on. */
export async function leadsTo(res: Response): Promise<string | undefined> {
  return res.headers.get("location") ?? refreshOf(await res.text());
}

export function refreshOf(page: string): string | undefined {
  return /http-equiv="refresh" content="0;url=([^"]+)"/.exec(page)?.[1].replaceAll("&amp;", "&");
}
