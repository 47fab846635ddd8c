/** Where a list stands, and what the last action left to say: they do not outlive a change of the query. */
const PASSING = ["cursor", "before", "notice"];

/** The path of this page with another query: what is undefined or empty is left out, all else is kept. */
export function urlWith(url: URL, changes: Record<string, string | undefined> = {}): string {
  const params = new URLSearchParams(url.searchParams);
  for (const name of PASSING) params.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const query = params.toString();
  return query ? `${url.pathname}?${query}` : url.pathname;
}
