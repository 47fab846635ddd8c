import type { Page, Response } from "playwright-core";
import { leadsOf } from "./leads.ts";

export type Visit = {
  url: string;
  answer: Response | null;
  /** The same for pages that differ in ids, days or cursors alone. */
  kind: string;
  /** The first of its kind. */
  isFirst: boolean;
};

/** Of pages of a kind, so many are opened. */
const OPENED_OF_A_KIND = 2;

/** Opens all pages that can be reached by links on the hosts of the first ones; each stays open while it is looked at. */
export async function* crawl(page: Page, starts: string[]): AsyncGenerator<Visit> {
  const origins = starts.map((it) => new URL(it).origin);
  const [toOpen, opened] = [new Set(starts), new Map<string, number>()];
  // A set also gives what is added while it is gone through, and nothing twice.
  for (const url of toOpen) {
    const kind = kindOf(url);
    const nth = (opened.get(kind) ?? 0) + 1;
    if (nth > OPENED_OF_A_KIND) continue;
    opened.set(kind, nth);
    const answer = await page.goto(url);
    yield { url, answer, kind, isFirst: nth === 1 };
    const { pages } = await leadsOf(page);
    const inside = pages.filter((it) => URL.canParse(it) && origins.includes(new URL(it).origin));
    for (const it of inside) toOpen.add(withoutHash(it));
  }
}

export function withoutHash(url: string): string {
  return url.split("#")[0];
}

function kindOf(url: string): string {
  const { origin, pathname, searchParams } = new URL(url);
  // The same on every host; the test of the documentation looks at each of its pages.
  if (/^\/docs\b/.test(pathname)) return pathname.replace(/^\/docs\/(?!api$).+/, "/docs/[guide]");
  const path = pathname.replace(/\/records\/.+/, "/records/[id]").replace(/\b[a-z]+_[0-9a-z]{26}\b/g, "[id]");
  return `${origin}${path}?${[...searchParams.keys()].sort().join("&")}`;
}
