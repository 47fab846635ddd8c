import type { Receive } from "./boot.ts";
import { Arrival, loadPartials, useIslands } from "./load_partials.ts";

/** Lets links and forms below `f-client-nav`, and those with `f-partial`, change parts of the page. */
export function startPartials(islands?: Receive): void {
  useIslands(islands);
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
    intercept(event, () => loadPartials({ url, event }));
  } else if (from && isOn(from)) {
    const form = (from as HTMLButtonElement).form ?? from;
    const partial = partialUrl(from) ?? partialUrl(form);
    if (form instanceof HTMLFormElement) {
      for (const [name, value] of url.searchParams) partial?.searchParams.append(name, value);
    }
    intercept(event, () => loadPartials({ url: partial ?? url, from, event }));
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
  void loadPartials({ url: partialUrl(from) ?? partialUrl(form) ?? url, from, body });
}

/** Buttons outside of forms lead nowhere by themselves. */
function onClick(event: MouseEvent): void {
  const from = (event.target as Element).closest<HTMLButtonElement>("button[f-partial]");
  if (event.defaultPrevented || !from || !isOn(from) || from.form && from.type === "submit") return;
  event.preventDefault();
  void loadPartials({ url: partialUrl(from)!, from });
}

function isOn(element: Element): boolean {
  const setting = element.closest("[f-client-nav]")?.getAttribute("f-client-nav");
  return setting !== undefined && setting !== "false";
}

function partialUrl(element: Element): URL | undefined {
  const path = element.getAttribute("f-partial");
  return path === null ? undefined : new URL(path, location.href);
}
