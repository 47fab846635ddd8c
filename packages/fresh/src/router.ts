import type { Method } from "./handlers.ts";
import { withoutTrailingSlash } from "./runtime/active_link.ts";

const SPECIAL = /[:*{}()\\]/;

export type Actions<Action> = [method: Method | "ALL", action: Action][];

/** What answers the addresses that fit one pattern. */
export class Place<Action> {
  #actions = new Map<string, Action>();
  #loading?: Promise<void>;
  /** Present while it is not known what answers here. */
  load?: () => Promise<void>;

  constructor(readonly pattern: string) {}

  add(actions: Actions<Action>): void {
    for (const [method, action] of actions) this.#actions.set(method, action);
  }

  addLazy(actions: () => Promise<Actions<Action>>): void {
    this.load = () =>
      this.#loading ??= actions().then((loaded) => {
        this.add(loaded);
        this.load = undefined;
      });
  }

  actionFor(method: string): Action | undefined {
    const actions = this.#actions;
    return actions.get(method) ?? (method === "HEAD" ? actions.get("GET") : undefined) ?? actions.get("ALL");
  }

  get allowed(): string[] {
    const methods = new Set([...this.#actions.keys(), "OPTIONS"]);
    if (methods.has("GET")) methods.add("HEAD");
    return [...methods].sort();
  }
}

export interface Match<Action> {
  place: Place<Action>;
  params: Record<string, string>;
}

/** Static paths first, then patterns in the order they were added; the first that fits the path decides. */
export class Router<Action> {
  #static = new Map<string, Place<Action>>();
  #dynamic = new Map<string, { place: Place<Action>; url: URLPattern; prefix: string }>();

  /** The place of a pattern, which is made when it is first asked for. */
  at(pattern: string): Place<Action> {
    const path = withoutTrailingSlash(new URL(pattern, "http://localhost").pathname);
    const known = this.#static.get(path) ?? this.#dynamic.get(pattern)?.place;
    if (known) return known;
    const place = new Place<Action>(pattern);
    if (SPECIAL.test(pattern)) {
      const url = new URLPattern({ pathname: pattern });
      this.#dynamic.set(pattern, { place, url, prefix: literalPrefix(pattern) });
    } else this.#static.set(path, place);
    return place;
  }

  /** Throws a URIError when a parameter of a matching pattern is not valid percent-encoding. */
  match(pathname: string): Match<Action> | undefined {
    const place = this.#static.get(withoutTrailingSlash(pathname));
    if (place) return { place, params: {} };
    for (const { place, url, prefix } of this.#dynamic.values()) {
      // URLPattern costs microseconds, so most candidates are ruled out by their first letters.
      if (!pathname.startsWith(prefix)) continue;
      const groups = url.exec({ pathname })?.pathname.groups;
      if (groups) return { place, params: decoded(groups) };
    }
  }
}

function literalPrefix(pattern: string): string {
  const literal = pattern.slice(0, pattern.search(SPECIAL));
  // In `/old/:path*` the slash before the parameter belongs to it and may be absent.
  return literal.endsWith("/") ? literal.slice(0, -1) : literal.replace(/[^/]*$/, "");
}

function decoded(groups: Record<string, string | undefined>): Record<string, string> {
  const known = Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, decodeURI(value)]));
}
