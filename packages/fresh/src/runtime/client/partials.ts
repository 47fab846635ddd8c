import { activeLink, withoutTrailingSlash } from "../active_link.ts";
import { adoptSignals } from "./adopt_signals.ts";
import { applyPartials, mergeHead, type PartialBlock, sharedPartials } from "./apply_partials.ts";
import type { IslandClient, IslandPage, Islands } from "./boot.ts";

interface Load {
  /** What is asked for; without its mark as a partial request. */
  url: URL;
  /** What the address bar shows afterwards, if it changes. */
  address?: URL;
  init?: RequestInit;
  /** The link, button or form. */
  from?: Element;
  /** Where to scroll to, when the user goes back or forward. */
  scroll?: [number, number];
}

/** What `document.ts` wrote for the islands of a page that is asked for its partials. */
interface PageState {
  entry: string;
  islands: { name: string; exportName: string; chunk: string }[];
  props: string;
  settings: { basePath: string; buildId: string };
}

let client: IslandClient | undefined;
let pending: AbortController | undefined;
let shown = location.href;
// Of entries of the history by the number in their state, for as long as the page lives.
const scrolls: Record<number, [number, number]> = {};
let position: number = history.state?.freshPosition ?? 0;

/** Lets links and forms below `f-client-nav`, and those with `f-partial`, change parts of the page. */
export function startPartials(islands?: IslandClient): void {
  client = islands;
  if (client) adoptSignals(client.entries, []);
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  addEventListener("popstate", onPopState);
  addEventListener("pagehide", () => history.scrollRestoration = "auto");
}

function onClick(event: MouseEvent): void {
  const { button, ctrlKey, metaKey, shiftKey, altKey, target } = event;
  if (event.defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey) return;
  const from = (target as Element).closest<HTMLAnchorElement | HTMLButtonElement>(
    "a[href],button[f-partial]",
  );
  if (!from || !isOn(from)) return;
  if (from instanceof HTMLButtonElement) {
    // A button that sends a form does so with the form's event.
    if (from.form && from.type === "submit") return;
    event.preventDefault();
    return void load({ url: partialUrl(from)!, from });
  }
  const address = new URL(from.getAttribute("href")!, location.href);
  const isElsewhere = address.origin !== location.origin || from.target && from.target !== "_self";
  const isHere = address.hash && withoutHash(address.href) === withoutHash(location.href);
  if (isElsewhere || isHere || from.hasAttribute("download")) return;
  event.preventDefault();
  void load({ url: partialUrl(from) ?? address, address, from });
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const from = event.submitter ?? form;
  const set = (name: string) => event.submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? "";
  const address = new URL(set("action") || location.href, location.href);
  const method = set("method").toUpperCase();
  if (event.defaultPrevented || !isOn(from) || address.origin !== location.origin || method === "DIALOG") {
    return;
  }
  if (set("target") && set("target") !== "_self") return;
  const partial = partialUrl(from) ?? partialUrl(form);
  event.preventDefault();

  const data = new FormData(form, event.submitter);
  const fields = new URLSearchParams([...data].map(([name, value]) => [name, String(value)]));
  if (method === "POST") {
    const body = set("enctype") === "multipart/form-data" ? data : fields;
    return void load({ url: partial ?? address, init: { method, body }, from });
  }
  address.search = fields.toString();
  for (const [name, value] of fields) partial?.searchParams.append(name, value);
  void load({ url: partial ?? address, address, from });
}

function onPopState(): void {
  const isSamePage = withoutHash(location.href) === withoutHash(shown);
  keepScroll();
  // An entry without it was made by a fragment of the same page.
  position = history.state?.freshPosition ?? position;
  const scroll = scrolls[position] ?? [0, 0];
  if (!isSamePage) void load({ url: new URL(location.href), scroll });
  else if (history.state) scrollTo(...scroll);
}

async function load(request: Load): Promise<void> {
  const { url, address, init, from, scroll } = request;
  const isNavigation = address || scroll;
  if (isNavigation) pending?.abort();
  const { signal } = isNavigation ? pending = new AbortController() : new AbortController();
  const indicator = (from as { _freshIndicator?: { value: boolean } } | undefined)?._freshIndicator;
  if (indicator) indicator.value = true;
  let response: Response | undefined;
  try {
    const asked = new URL(url);
    asked.searchParams.set("fresh-partial", "true");
    response = await fetch(asked, { ...init, signal, headers: { accept: "text/html" } });
    await show(request, response, signal);
  } catch (error) {
    if (signal.aborted) return;
    console.error(error);
    leave(request, response);
  } finally {
    if (indicator) indicator.value = false;
  }
}

async function show(request: Load, response: Response, signal: AbortSignal): Promise<void> {
  const { init, scroll } = request;
  const elsewhere = response.headers.get("x-fresh-location");
  if (elsewhere) return location.assign(elsewhere);
  const text = await response.text();
  const page = new DOMParser().parseFromString(withOwnNonce(text), "text/html");
  const state = page.getElementById(`__FRSH_STATE_${response.headers.get("x-fresh-id")}`);
  const partials = state ? sharedPartials(page) : [];
  if (signal.aborted) return;
  if (partials.length === 0) {
    if (!init || response.redirected) return leave(request, response);
    // An answer to a form that has no page to go to: asking again would send the form again.
    document.open();
    document.write(text);
    return document.close();
  }

  const [islands] = await Promise.all([
    readIslands(JSON.parse(state!.textContent!), page, partials),
    mergeHead(page.head),
  ]);
  if (signal.aborted) return;
  const address = response.redirected ? withoutMark(response.url) : request.address;
  if (address && !scroll) visit(address);
  shown = location.href;
  applyPartials(partials, islands);
  markActiveLinks();
  if (address || scroll) scrollAfter(scroll);
}

/** The policy of this page does not know the nonce of another. */
function withOwnNonce(html: string): string {
  const { nonce = "" } = document.querySelector<HTMLElement>("script[nonce]") ?? {};
  return html.replaceAll(/ nonce="\w{32}"/g, ` nonce="${nonce}"`);
}

/** Loads what the new islands need; nothing for a page that has none and had none. */
async function readIslands(
  state: PageState,
  page: Document,
  partials: PartialBlock[],
): Promise<IslandPage | undefined> {
  if (!client && state.islands.length === 0) return;
  client ??= (await import(/* @vite-ignore */ state.entry)).boot({}, "[[]]", state.settings) as IslandClient;
  const islands: Islands = {};
  // Vite imports a module under another address here: islands on the page would start anew, as another component.
  const unknown = state.islands.filter(({ name }) => !client!.knows(name));
  await Promise.all(unknown.map(async ({ name, exportName, chunk }) => {
    islands[name] = (await import(/* @vite-ignore */ chunk))[exportName];
  }));
  const replaced = partials.filter(({ mode }) => mode === "replace").map(({ name }) => name);
  return client.receive(islands, state.props, page.body, (entries) => adoptSignals(entries, replaced));
}

/** Lets the browser do what was asked for. A button only asks for a part of the page, which then stays as it is. */
function leave({ address, init, from, scroll }: Load, response?: Response): void {
  if (response?.redirected) location.assign(withoutMark(response.url));
  else if (address) location.assign(address);
  else if (scroll || init && response) location.reload();
  else if (init) {
    // The form never arrived, so it may be sent again.
    document.removeEventListener("submit", onSubmit);
    const form = from instanceof HTMLFormElement ? from : (from as HTMLButtonElement).form!;
    form.requestSubmit(from === form ? null : from as HTMLButtonElement);
  }
}

function visit(address: URL): void {
  keepScroll();
  history.scrollRestoration = "manual";
  if (address.href === location.href) return;
  if (!history.state) history.replaceState({ freshPosition: position }, "");
  position++;
  history.pushState({ freshPosition: position }, "", address);
}

function keepScroll(): void {
  scrolls[position] = [scrollX, scrollY];
}

function scrollAfter(scroll?: [number, number]): void {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && !scroll) target.scrollIntoView();
  else scrollTo({ left: scroll?.[0] ?? 0, top: scroll?.[1] ?? 0, behavior: "instant" });
}

/** Links that the server marked, or that nobody did. */
function markActiveLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
    const wasMarked = link.dataset.current || link.dataset.ancestor;
    if (link.ariaCurrent && !wasMarked) continue;
    delete link.dataset.current;
    delete link.dataset.ancestor;
    const state = activeLink(link.getAttribute("href")!, withoutTrailingSlash(location.pathname));
    if (state) link.dataset[state] = "true";
    link.ariaCurrent = state ? (state === "current" ? "page" : "true") : null;
  }
}

function isOn(element: Element): boolean {
  const setting = element.closest("[f-client-nav]")?.getAttribute("f-client-nav");
  return setting === undefined ? element.matches("[f-partial],[f-partial] *") : setting !== "false";
}

function partialUrl(element: Element): URL | undefined {
  const path = element.getAttribute("f-partial");
  return path === null ? undefined : new URL(path, location.href);
}

function withoutMark(href: string): URL {
  const url = new URL(href);
  url.searchParams.delete("fresh-partial");
  return url;
}

function withoutHash(href: string): string {
  return href.split("#", 1)[0];
}
