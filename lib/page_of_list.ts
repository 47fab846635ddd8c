import { type List, readCursor, writeCursor } from "./cursor.ts";

/** Where a page begins: after the last row of the page before it, or before the first row of the page after it. */
export type Place = { after?: string; before?: string };

export type Cursors = { nextCursor?: string; previousCursor?: string };

/** The place behind the cursors `after` and `before`; one that is no cursor of this list is left out. */
export function readPlace(list: List, { after, before }: Place): Place {
  return {
    after: after === undefined ? undefined : readCursor(list, after),
    before: before === undefined ? undefined : readCursor(list, before),
  };
}

type Cut<Row> = { list: List; place: Place; pageSize: number; placeOf: (row: Row) => string };

/**
 * The page in what was fetched: one row more than it shows, which tells whether there is more; nearest first where it
 * goes backwards.
 */
export function cutPage<Row>(
  fetched: Row[],
  { list, place: { after, before }, pageSize, placeOf }: Cut<Row>,
): { rows: Row[]; cursors: Cursors } {
  const isBackwards = before !== undefined;
  const rows = fetched.slice(0, pageSize);
  const hasMore = fetched.length > pageSize;
  if (isBackwards) rows.reverse();
  const hasNext = isBackwards ? rows.length > 0 : hasMore;
  const hasPrevious = isBackwards ? hasMore : after !== undefined && rows.length > 0;
  return {
    rows,
    cursors: {
      nextCursor: hasNext ? writeCursor(list, placeOf(rows.at(-1)!)) : undefined,
      previousCursor: hasPrevious ? writeCursor(list, placeOf(rows[0])) : undefined,
    },
  };
}
