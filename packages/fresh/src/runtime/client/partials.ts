import type { PageState } from "../../document.tsx";
import { activeLink, withoutTrailingSlash } from "../active_link.ts";
import { applyPartials, mergeHead, sharedPartials } from "./apply_partials.ts";
import type { IslandPage, Islands, Receive } from "./boot.ts";

interface Load {
  /** What is asked for; without its mark as a partial request. */
  url: URL;
  /** The link, button or form. */
  from?: Element;
  /** What a form posts. */
  body?: BodyInit;
  /** Present when the browser has already gone to the address, and waits for the page. */
  event?: NavigateEvent;
}

/** On its way to the address that its request was redirected to. */
class Arrival {
  constructor(readonly show: () => void) {}
}

/** Absent while the page has had no islands. */
let receive: Receive | undefined;
/** Ends what was asked for before the last link was followed or form sent. */
let asking = new AbortController();

/** Lets links and forms below `f-client-nav`, and those with `f-partial`, change parts of the page. */
export function startPartials(islands?: Receive): void {
  receive = islands;
  // Browsers without the Navigation API load whole pages.
  if (!globalThis.navigation) return;
  navigation.addEventListener("navigate", onNavigate);
  document.addEventListener("submit", onSubmit);
  document.addEventListener("click", onClick);
}

function onNavigate(event: NavigateEvent): void {
  const { destination, formData, info, navigationType, sourceElement: from } = event;
  if (!event.canIntercept || event.hashChange || event.downloadRequest !== null || formData) return;
  const url = new URL(destination.url);
  if (info instanceof Arrival) {
    intercept(event, () => info.show());
  } else if (navigationType === "traverse" && destination.sameDocument) {
    intercept(event, () => load({ url, event }));
  } else if (from && isOn(from)) {
    const form = (from as HTMLButtonElement).form ?? from;
    const partial = partialUrl(from) ?? partialUrl(form);
    if (form instanceof HTMLFormElement) {
      for (const [name, value] of url.searchParams) partial?.searchParams.append(name, value);
    }
    intercept(event, () => load({ url: partial ?? url, from, event }));
  }
}

function intercept(event: NavigateEvent, handler: () => void | Promise<void>): void {
  event.intercept({ handler: async () => await handler(), focusReset: "manual" });
}

/** Forms that post leave the address as it is, unless they are redirected. */
function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const from = event.submitter ?? form;
  const set = (name: string) => event.submitter?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? "";
  const url = new URL(set("action") || location.href, location.href);
  const isElsewhere = url.origin !== location.origin || set("target") && set("target") !== "_self";
  if (event.defaultPrevented || isElsewhere || !/^post$/i.test(set("method")) || !isOn(from)) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const texts = [...data].map(([name, value]) => [name, value instanceof File ? value.name : value]);
  const body = set("enctype") === "multipart/form-data" ? data : new URLSearchParams(texts);
  void load({ url: partialUrl(from) ?? partialUrl(form) ?? url, from, body });
}

/** Buttons outside of forms lead nowhere by themselves. */
function onClick(event: MouseEvent): void {
  const from = (event.target as Element).closest<HTMLButtonElement>("button[f-partial]");
  if (event.defaultPrevented || !from || !isOn(from) || from.form && from.type === "submit") return;
  event.preventDefault();
  void load({ url: partialUrl(from)!, from });
}

function isOn(element: Element): boolean {
  const setting = element.closest("[f-client-nav]")?.getAttribute("f-client-nav");
  return setting !== undefined && setting !== "false";
}

function partialUrl(element: Element): URL | undefined {
  const path = element.getAttribute("f-partial");
  return path === null ? undefined : new URL(path, location.href);
}

async function load(request: Load): Promise<void> {
  const { url, from, body, event } = request;
  if (event || body) {
    asking.abort();
    asking = new AbortController();
  }
  const signal = event ? AbortSignal.any([asking.signal, event.signal]) : asking.signal;
  const indicator = (from as { _freshIndicator?: { value: boolean } } | undefined)?._freshIndicator;
  if (indicator) indicator.value = true;
  let response: Response | undefined;
  try {
    const asked = new URL(url);
    asked.searchParams.set("fresh-partial", "true");
    const headers = { accept: "text/html" };
    response = await fetch(asked, { method: body ? "POST" : "GET", body, headers, signal });
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
  const elsewhere = response.headers.get("x-fresh-location");
  if (elsewhere) return goTo(elsewhere, request);
  const text = await response.text();
  const page = new DOMParser().parseFromString(withOwnNonce(text), "text/html");
  const state = page.getElementById(`__FRSH_STATE_${response.headers.get("x-fresh-id")}`);
  const partials = state ? sharedPartials(page) : [];
  if (partials.length === 0) {
    if (!request.body || response.redirected) return leave(request, response);
    // An answer to a form that has no page to go to: asking again would send the form again.
    document.open();
    document.write(text);
    return document.close();
  }

  const [islands] = await Promise.all([
    readIslands(JSON.parse(state!.textContent!), page),
    mergeHead(page.head),
  ]);
  if (signal.aborted) return;
  const arrival = new Arrival(() => {
    applyPartials(partials, islands);
    markActiveLinks();
  });
  if (response.redirected) goTo(withoutMark(response.url), request, arrival);
  else arrival.show();
}

/** The policy of this page does not know the nonce of another. */
function withOwnNonce(html: string): string {
  const { nonce = "" } = document.querySelector<HTMLElement>("script[nonce]") ?? {};
  return html.replaceAll(/ nonce="\w{32}"/g, ` nonce="${nonce}"`);
}

/** Loads what the new islands need; nothing for a page that has none and had none. */
async function readIslands(state: PageState, page: Document): Promise<IslandPage | undefined> {
  if (!receive && state.islands.length === 0) return;
  receive ??= (await import(/* @vite-ignore */ state.entry)).boot({}, "[[]]", state.settings) as Receive;
  const islands: Islands = {};
  await Promise.all(state.islands.map(async ({ name, exportName, chunk }) => {
    islands[name] = (await import(/* @vite-ignore */ chunk))[exportName];
  }));
  return receive(islands, state.props, page.body);
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

/** Lets the browser do what was asked for. */
function leave(request: Load, response?: Response): void {
  const { from, body } = request;
  if (response?.redirected) goTo(withoutMark(response.url), request);
  else if (response || !body) location.reload();
  else {
    // The form never arrived, so it may be sent again.
    document.removeEventListener("submit", onSubmit);
    const form = from instanceof HTMLFormElement ? from : (from as HTMLButtonElement).form!;
    form.requestSubmit(from === form ? null : from as HTMLButtonElement);
  }
}

function goTo(href: string, { event }: Load, info?: Arrival): void {
  navigation.navigate(href, { history: event ? "replace" : "auto", info });
}

function withoutMark(href: string): string {
  const url = new URL(href);
  url.searchParams.delete("fresh-partial");
  return url.href;
}
