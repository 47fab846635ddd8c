/** Where a page of a list begins: after the last row of the page before it, or before the first of the page after it. */
export type Place<Cursor = string> = { after?: Cursor; before?: Cursor };

/**
 * The page in what was fetched: one row more than it shows, which tells whether there is more; nearest first where it
 * goes backwards.
 */
export function cutPage<Row>(
  fetched: Row[],
  { pageSize, after, before }: { pageSize: number } & Place<unknown>,
): { rows: Row[]; hasPrevious: boolean; hasNext: boolean } {
  const rows = fetched.slice(0, pageSize);
  const hasMore = fetched.length > pageSize;
  if (before === undefined) return { rows, hasPrevious: after !== undefined, hasNext: hasMore };
  return { rows: rows.reverse(), hasPrevious: hasMore, hasNext: rows.length > 0 };
}
