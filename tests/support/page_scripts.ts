import { gzipSync } from "node:zlib";
import type { TestApp } from "./app.ts";

/** The JavaScript that a page makes a browser load. */
export type PageScripts = {
  hasIslands: boolean;
  /** Of its own scripts and of all that they import, each gzipped by itself. */
  gzippedBytes: number;
  /** Addresses of those that are files. */
  files: string[];
};

const INLINE = /<script(?![^>]*application\/json)(?:\s[^>]*)?>([\s\S]*?)<\/script>/g;
const SOURCE = /<script[^>]*\ssrc="([^"]+)"/g;
const PRELOADED = /<([^>]+)>; rel="modulepreload"/g;
const IMPORTED = /(?:\bfrom|\bimport)\s*\(?\s*["'`]([./][^"'`]*)["'`]/g;

/** @param page an answer of `app` at `url`. */
export async function scriptsOf(app: TestApp, url: string, page: Response): Promise<PageScripts> {
  const html = await page.text();
  const inline = captured(html, INLINE);
  const roots = [
    ...captured(html, SOURCE),
    ...captured(page.headers.get("link") ?? "", PRELOADED),
    ...inline.flatMap((it) => captured(it, IMPORTED)),
  ];
  const files = new Map<string, string>();
  await load(app, roots.map((it) => new URL(it, url)), files);
  const texts = [...inline.filter(Boolean), ...files.values()];
  return {
    hasIslands: html.includes("<!--frsh:island:"),
    gzippedBytes: texts.reduce((sum, it) => sum + gzipSync(it).length, 0),
    files: [...files.keys()],
  };
}

async function load(app: TestApp, urls: URL[], files: Map<string, string>) {
  for (const url of urls) {
    if (files.has(url.pathname)) continue;
    const res = await app.ask(url.origin, url.pathname);
    if (res.status !== 200) throw new Error(`${url} is a script of a page and answers ${res.status}`);
    const text = await res.text();
    files.set(url.pathname, text);
    await load(app, captured(text, IMPORTED).map((it) => new URL(it, url)), files);
  }
}

function captured(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, part]) => part);
}
