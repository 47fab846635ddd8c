import type { Middleware } from "../handlers.ts";

/** Redirects addresses to the one form, with or without a slash at their end. */
export function trailingSlashes<State>(mode: "always" | "never"): Middleware<State> {
  return (ctx) => {
    const { pathname, search } = ctx.url;
    if (pathname === "/") return ctx.next();
    const ends = pathname.endsWith("/");
    // A path with an extension is a file, not a folder.
    if (mode === "always" && !ends && !/\.[^/]+$/.test(pathname)) {
      return ctx.redirect(`${pathname}/${search}`);
    }
    if (mode === "never" && ends) return ctx.redirect(`${pathname.replace(/\/+$/, "")}${search}`);
    return ctx.next();
  };
}
