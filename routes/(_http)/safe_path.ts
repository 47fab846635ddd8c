/** Where to go on this very host: `asked` where it is a path of ours, `otherwise` for everything else. */
export function safePath(asked: string | null | undefined, otherwise: string): string {
  const origin = "https://here.invalid";
  if (!asked?.startsWith("/") || !URL.canParse(asked, origin)) return otherwise;
  const url = new URL(asked, origin);
  return url.origin === origin ? `${url.pathname}${url.search}` : otherwise;
}
