import type { Page } from "playwright-core";

/** What a page leads to, as absolute URLs where they can be read as such. */
export type Leads = {
  /** Of links, and of forms that only ask, with what they would ask as they stand. */
  links: string[];
  /** Those of them that open in the browser. */
  pages: string[];
  /** Where forms post to. */
  posts: string[];
  /** What the page names to be loaded now or later: styles, scripts, icons, pictures, its picture elsewhere. */
  resources: string[];
  /** Of links on this page that lead to a place on it which is not there. */
  deadAnchors: string[];
};

export async function leadsOf(page: Page): Promise<Leads> {
  return await page.evaluate(() => {
    const all = (selector: string, attribute: string) =>
      [...document.querySelectorAll(selector)].map((it) => it.getAttribute(attribute)!);
    const absolute = (address: string) =>
      URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : address;
    const forms = [...document.forms].filter((it) => it.method !== "dialog");
    const asking = forms.filter((it) => it.method === "get").map((it) => {
      const url = new URL(absolute(it.getAttribute("action") ?? ""));
      url.search = new URLSearchParams([...new FormData(it)].map(([name, value]) => [name, String(value)]))
        .toString();
      return url.href;
    });
    const hrefs = all("a[href], area[href]", "href");
    const downloads = new Set(all("a[download]", "href"));
    return {
      links: [...hrefs.map(absolute), ...asking],
      pages: [...hrefs.filter((it) => !downloads.has(it)).map(absolute), ...asking],
      posts: [
        ...forms.filter((it) => it.method === "post").map((it) => absolute(it.getAttribute("action") ?? "")),
        ...all("[formaction]", "formaction").map(absolute),
      ],
      resources: [
        ...all("link[href]:not([rel=canonical])", "href"),
        ...all("[src]", "src"),
        ...all("[srcset]", "srcset").flatMap((it) => it.split(",").map((one) => one.trim().split(/\s+/)[0])),
        ...all('meta[property="og:image"]', "content"),
      ].map(absolute),
      deadAnchors: hrefs.filter((it) => it.startsWith("#") && !document.getElementById(it.slice(1))),
    };
  });
}
