import type { Method } from "./handlers.ts";
import { withoutTrailingSlash } from "./runtime/active_link.ts";

export type Actions<Action> = [method: Method | "ALL", action: Action][];

interface Entry<Action> {
  pattern: string;
  actions: Map<Method | "ALL", Action>;
  load?: () => Promise<void>;
  /** Absent for a path without parameters. */
  dynamic?: { url: URLPattern; prefix: string };
}

export interface Match<Action> {
  pattern: string;
  params: Record<string, string>;
  /** Undefined when the path is known but not for this method. */
  action: Action | undefined;
  allowed: string[];
  /** Present while it is not known what answers this path; afterwards it has to be matched again. */
  load?: () => Promise<void>;
}

/** Static paths first, then patterns in the order they were added; the first that fits the path decides. */
export class Router<Action> {
  #entries = new Map<string, Entry<Action>>();
  #dynamic: Entry<Action>[] = [];

  add(method: Method | "ALL", pattern: string, action: Action): void {
    this.#entry(pattern).actions.set(method, action);
  }

  addLazy(pattern: string, load: () => Promise<Actions<Action>>): void {
    const entry = this.#entry(pattern);
    let loading: Promise<void> | undefined;
    entry.load = () =>
      loading ??= load().then((actions) => {
        for (const [method, action] of actions) entry.actions.set(method, action);
        entry.load = undefined;
      });
  }

  #entry(pattern: string): Entry<Action> {
    const key = isDynamic(pattern)
      ? pattern
      : withoutTrailingSlash(new URL(pattern, "http://localhost").pathname);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { pattern, actions: new Map() };
      if (isDynamic(pattern)) {
        entry.dynamic = { url: new URLPattern({ pathname: pattern }), prefix: literalPrefix(pattern) };
        this.#dynamic.push(entry);
      }
      this.#entries.set(key, entry);
    }
    return entry;
  }

  /** Throws a URIError when a parameter of a matching pattern is not valid percent-encoding. */
  match(method: string, pathname: string): Match<Action> | undefined {
    const entry = this.#entries.get(withoutTrailingSlash(pathname));
    if (entry && !entry.dynamic) return answer(entry, method, {});
    for (const candidate of this.#dynamic) {
      const { url, prefix } = candidate.dynamic!;
      // URLPattern costs microseconds, so most candidates are ruled out by their first letters.
      if (!pathname.startsWith(prefix)) continue;
      const groups = url.exec({ pathname })?.pathname.groups;
      if (groups) return answer(candidate, method, decoded(groups));
    }
  }
}

function isDynamic(pattern: string): boolean {
  return /[:*{}()\\]/.test(pattern);
}

function literalPrefix(pattern: string): string {
  const literal = pattern.slice(0, pattern.search(/[:*{}()\\]/));
  // In `/old/:path*` the slash before the parameter belongs to it and may be absent.
  return literal.endsWith("/") ? literal.slice(0, -1) : literal.replace(/[^/]*$/, "");
}

function answer<Action>(entry: Entry<Action>, method: string, params: Record<string, string>): Match<Action> {
  const { actions, pattern, load } = entry;
  const action = actions.get(method as Method) ?? (method === "HEAD" ? actions.get("GET") : undefined) ??
    actions.get("ALL");
  return {
    pattern,
    params,
    action,
    load,
    get allowed() {
      return allowedMethods(entry);
    },
  };
}

function allowedMethods<Action>({ actions }: Entry<Action>): string[] {
  const methods = new Set<string>([...actions.keys(), "OPTIONS"]);
  if (methods.has("GET")) methods.add("HEAD");
  return [...methods].sort();
}

function decoded(groups: Record<string, string | undefined>): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    if (value !== undefined) params[name] = decodeURI(value);
  }
  return params;
}
