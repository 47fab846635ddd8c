/** The query parameter that marks a static file's URL as cacheable forever. */
export const BUILD_PARAM = "__frsh_c";

/** Set once per page in the browser and once per process on the server. */
export const assetSettings: { buildId: string; basePath: string } = {
  buildId: crypto.randomUUID(),
  basePath: "",
};

/** Adds the build id to the URL of a file in `static/`, so that it may be cached for a year. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//") || path.includes(BUILD_PARAM)) return path;
  const [rest, hash] = splitOnce(path, "#");
  const [pathname, query] = splitOnce(rest, "?");
  const { basePath, buildId } = assetSettings;
  const prefix = pathname.startsWith(`${basePath}/`) ? "" : basePath;
  const search = `?${query ? `${query}&` : ""}${BUILD_PARAM}=${buildId}`;
  return `${prefix}${pathname}${search}${hash ? `#${hash}` : ""}`;
}

/** `asset()` for every URL in a `srcset` attribute; a set with parentheses in it is left alone. */
export function assetSrcSet(srcset: string): string {
  if (srcset.includes("(")) return srcset;
  return srcset.split(",").map((candidate) => {
    const [, space, url, descriptor] = candidate.match(/^(\s*)(\S*)(.*)$/s)!;
    return `${space}${asset(url)}${descriptor}`;
  }).join(",");
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
