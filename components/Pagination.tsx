import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";

type PaginationProps = {
  url: URL;
  /** Of the page that follows; undefined on the last. */
  nextCursor?: string;
  /** Of the page before; undefined on the first, and where a list only goes onward. */
  previousCursor?: string;
  /** What part of the whole this is. */
  children?: ComponentChildren;
};

/** Onward and back by cursor; filters are kept. */
export function Pagination({ url, nextCursor, previousCursor, children }: PaginationProps) {
  const isFirst = !url.searchParams.has("cursor") && !previousCursor;
  if (isFirst && !nextCursor) return null;
  return (
    <nav
      aria-label="Pages"
      class="flex flex-wrap items-center justify-between gap-3 border-t border-base-300 px-5 py-3"
    >
      <div class="flex gap-2">
        {!isFirst && <Button look="quiet" class="btn-sm" href={pageUrl(url, {})}>First page</Button>}
        {previousCursor && (
          <Button look="quiet" class="btn-sm" href={pageUrl(url, { before: previousCursor })}>
            <Icon name="arrow" class="size-3.5 rotate-180" /> Previous page
          </Button>
        )}
      </div>
      {children && <p class="tabular text-sm text-base-content/75">{children}</p>}
      {nextCursor && (
        <Button look="quiet" class="btn-sm" href={pageUrl(url, { cursor: nextCursor })}>
          Next page <Icon name="arrow" class="size-3.5" />
        </Button>
      )}
    </nav>
  );
}

function pageUrl(url: URL, place: { cursor?: string; before?: string }): string {
  const params = new URLSearchParams(url.searchParams);
  for (const name of ["cursor", "before", "notice"]) params.delete(name);
  for (const [name, value] of Object.entries(place)) params.set(name, value);
  const query = params.toString();
  return query ? `${url.pathname}?${query}` : url.pathname;
}
