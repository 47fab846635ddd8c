/** The query parameter that marks a static file's URL as cacheable forever. */
export const BUILD_PARAM = "__frsh_c";

/** Set once per page in the browser and once per process on the server. */
export const assetSettings = { buildId: "", basePath: "" };

/** Adds the build id to the URL of a file in `static/`, so that it may be cached for a year. */
export function asset(path: string): string {
  if (!path.startsWith("/") || path.startsWith("//") || path.includes(BUILD_PARAM)) return path;
  const { basePath, buildId } = assetSettings;
  const { pathname, searchParams, hash } = new URL(path, "http://localhost");
  searchParams.append(BUILD_PARAM, buildId);
  return `${pathname.startsWith(`${basePath}/`) ? "" : basePath}${pathname}?${searchParams}${hash}`;
}

/** `asset()` for every URL in a `srcset` attribute; a set with parentheses in it is left alone. */
export function assetSrcSet(srcset: string): string {
  if (srcset.includes("(")) return srcset;
  return srcset.split(",").map((candidate) => {
    const [, space, url, descriptor] = candidate.match(/^(\s*)(\S*)(.*)$/s)!;
    return `${space}${asset(url)}${descriptor}`;
  }).join(",");
}
