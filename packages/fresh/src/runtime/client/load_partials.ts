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
export class Arrival {
  constructor(readonly show: () => void) {}
}

/** Absent while the page has had no islands. */
let receive: Receive | undefined;
/** Ends what was asked for before the last link was followed or form sent. */
let asking = new AbortController();

export function useIslands(islands: Receive | undefined): void {
  receive = islands;
}

export async function loadPartials(request: Load): Promise<void> {
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

/** Lets the browser do what was asked for. A button only asks for a part of the page, which then stays as it is. */
function leave(request: Load, response?: Response): void {
  const { url, from, body, event } = request;
  if (event?.navigationType === "push" && response?.headers.get("content-disposition")) {
    // A download leaves the page as it is, so the address goes back to that of the page.
    const { url: before } = navigation.entries()[navigation.currentEntry!.index - 1];
    goTo(before!, request, new Arrival(() => location.assign(url)));
  } else if (response?.redirected) goTo(withoutMark(response.url), request);
  else if (event || body && response) location.reload();
  else if (body) {
    // The form never arrived, so it may be sent again.
    from!.setAttribute("f-client-nav", "false");
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
