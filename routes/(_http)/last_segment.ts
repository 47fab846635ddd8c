/**
 * The last part of a path as it was before it was escaped. `ctx.params` are decoded halfway (`%2F` stays, `%25` does
 * not), so an id with a percent sign cannot be told from them.
 */
export function lastSegment(url: URL): string {
  return decodeURIComponent(url.pathname.slice(url.pathname.lastIndexOf("/") + 1));
}
