import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { urlWith } from "./url_with.ts";

type PaginationProps = {
  url: URL;
  /** Of the page that follows; undefined on the last. */
  nextCursor?: string;
  /** Of the page before, where the list can go back. */
  previousCursor?: string;
  /** Of the list, on a page that has more above it. */
  anchor?: string;
};

/** Onward, back and to the start of a list; filters are kept. */
export function Pagination({ url, nextCursor, previousCursor, anchor }: PaginationProps) {
  const placed = (place: Record<string, string>) => urlWith(url, place) + (anchor ? `#${anchor}` : "");
  const isFirst = !url.searchParams.has("cursor") && !previousCursor;
  if (isFirst && !nextCursor) return null;
  return (
    <nav
      aria-label="Pages"
      class="flex items-center justify-between gap-2 border-t border-base-300 px-5 py-3"
    >
      {isFirst ? <span /> : <To url={placed({})}>First</To>}
      <span class="flex gap-2">
        {previousCursor && (
          <To url={placed({ before: previousCursor })}>
            <Icon name="arrow" class="size-3.5 rotate-180" /> Previous
          </To>
        )}
        {nextCursor && (
          <To url={placed({ cursor: nextCursor })}>
            Next <Icon name="arrow" class="size-3.5" />
          </To>
        )}
      </span>
    </nav>
  );
}

function To({ url, children }: { url: string; children: ComponentChildren }) {
  return <Button look="quiet" class="btn-sm" href={url}>{children}</Button>;
}
