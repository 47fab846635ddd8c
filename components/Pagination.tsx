import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";

type PaginationProps = {
  url: URL;
  /** Of the page that follows; undefined on the last. */
  nextCursor?: string;
};

/** Onward by cursor and back to the start; filters are kept. */
export function Pagination({ url, nextCursor }: PaginationProps) {
  const isFirst = !url.searchParams.has("cursor");
  if (isFirst && !nextCursor) return null;
  return (
    <nav aria-label="Pages" class="flex items-center justify-between border-t border-base-300 px-5 py-3">
      {isFirst ? <span /> : <Button look="quiet" class="btn-sm" href={pageUrl(url)}>First page</Button>}
      {nextCursor && (
        <Button look="quiet" class="btn-sm" href={pageUrl(url, nextCursor)}>
          Next page <Icon name="arrow" class="size-3.5" />
        </Button>
      )}
    </nav>
  );
}

function pageUrl(url: URL, cursor?: string): string {
  const params = new URLSearchParams(url.searchParams);
  params.delete("cursor");
  params.delete("notice");
  if (cursor) params.set("cursor", cursor);
  const query = params.toString();
  return query ? `${url.pathname}?${query}` : url.pathname;
}
