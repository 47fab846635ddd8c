import type { Page } from "playwright-core";
import { withoutHash } from "./crawl.ts";
import type { Answer, House } from "./house.ts";
import { leadsOf } from "./leads.ts";

/** What was asked for before, so that no page asks for it again, and what leads out of the house, for people to read. */
export type Asked = {
  inside: Set<string>;
  /** On other pages than the one that leads there, without days and cursors: each bar of a plot leads to one. */
  places: Set<string>;
  outside: Set<string>;
};

export function nothingAsked(): Asked {
  return { inside: new Set(), places: new Set(), outside: new Set() };
}

/**
 * What on the open page leads nowhere, for whoever has the page's cookies: links, places on pages, targets of forms, and
 * all that the page names to be loaded. Links to the page's own host are a crawl's business, except for their places.
 */
export async function leadFaults(page: Page, house: House, asked: Asked): Promise<string[]> {
  const { links, posts, resources, deadAnchors } = await leadsOf(page);
  const here = new URL(page.url());
  const ask = async (url: string, method = "GET") => {
    const cookies = await page.context().cookies(url);
    const cookie = cookies.map((it) => `${it.name}=${it.value}`).join("; ");
    return await house.ask(url, { method, headers: { cookie } });
  };
  const faults = [
    ...deadAnchors.map((it) => `nothing is called ${it}`),
    ...await inEach(links.filter((it) => !leadsInside(it, house)), (url) => outsideFaults(url, asked)),
    ...await inEach(
      links.filter((it) => leadsInside(it, house)),
      async (url) => [
        ...(new URL(url).origin === here.origin ? [] : neighbourFaults(url, await ask(url))),
        ...(isPlaceElsewhere(url, here) && isNew(withoutValues(url), asked.places)
          ? anchorFaults(url, await ask(withoutHash(url)))
          : []),
      ],
    ),
    ...await inEach(posts, async (url) => postFaults(url, await ask(url, "OPTIONS"))),
    ...await inEach(resources, (url) => resourceFaults(url, { house, asked })),
  ];
  return faults.map((it) => `${page.url()}: ${it}`);
}

function leadsInside(url: string, { origin }: House): boolean {
  const { host } = new URL(origin);
  return URL.canParse(url) && (new URL(url).host === host || new URL(url).host.endsWith(`.${host}`));
}

function isPlaceElsewhere(url: string, here: URL): boolean {
  return url.includes("#") && withoutHash(url) !== withoutHash(here.href);
}

/** Nobody is asked out there: a test needs no network. */
function outsideFaults(url: string, { outside }: Asked): string[] {
  outside.add(url);
  const isAddress = /^mailto:[^@\s]+@[^@\s]+$/.test(url);
  const isPage = URL.canParse(url) && /^https:\/\/[^/]+\.[a-z]/.test(url);
  return isAddress || isPage ? [] : [`${url} is no address of a page or a person`];
}

/** Another host of ours. 403 is the answer of a tenant that is suspended; its page says so. */
function neighbourFaults(url: string, { status }: Answer): string[] {
  return [200, 303, 403].includes(status) ? [] : [`${url} answers ${status}`];
}

function anchorFaults(url: string, { text }: Answer): string[] {
  const id = decodeURIComponent(url.split("#")[1]);
  return text.includes(` id="${id}"`) ? [] : [`${url} is a place that is not there`];
}

function postFaults(url: string, { headers, status }: Answer): string[] {
  const methods = headers.allow?.split(/, */) ?? [];
  return methods.includes("POST") ? [] : [`a form posts to ${url}, which answers ${status} to that question`];
}

/** Of a style sheet or a manifest, also what it names in turn. */
async function resourceFaults(
  url: string,
  { house, asked }: { house: House; asked: Asked },
): Promise<string[]> {
  if (!isNew(url, asked.inside)) return [];
  if (!leadsInside(url, house)) return [`${url} would be loaded from outside`];
  const { status, headers, text } = await house.ask(url);
  if (status !== 200) return [`${url} answers ${status}`];
  const named = namedIn(headers["content-type"] ?? "", text).map((it) => new URL(it, url).href);
  return await inEach(named, (it) => resourceFaults(it, { house, asked }));
}

function namedIn(type: string, text: string): string[] {
  if (type.startsWith("text/css")) {
    const urls = [...text.matchAll(/url\((?:"([^"]*)"|'([^']*)'|([^)]*))\)/g)].map((it) =>
      it[1] ?? it[2] ?? it[3]
    );
    return urls.filter((it) => !it.startsWith("data:"));
  }
  if (type === "application/manifest+json") {
    return JSON.parse(text).icons.map(({ src }: { src: string }) => src);
  }
  return [];
}

function withoutValues(url: string): string {
  return url.replaceAll(/=[^&#]*/g, "");
}

function isNew(one: string, known: Set<string>): boolean {
  if (known.has(one)) return false;
  known.add(one);
  return true;
}

async function inEach(
  urls: string[],
  find: (url: string) => string[] | Promise<string[]>,
): Promise<string[]> {
  const found = [];
  for (const url of new Set(urls)) found.push(...await find(url));
  return found;
}
