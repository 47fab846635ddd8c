/** How a link looks on a page: `current` leads to it, `ancestor` to one above it. */
export function activeLink(href: string, pathname: string): "current" | "ancestor" | undefined {
  const target = withoutTrailingSlash(href.split(/[?#]/, 1)[0]);
  if (target === pathname) return "current";
  if (target !== "/" && pathname.startsWith(`${target}/`)) return "ancestor";
}

export function withoutTrailingSlash(pathname: string): string {
  return pathname.length > 1 && pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
}
