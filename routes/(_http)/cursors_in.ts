import type { Place } from "@/lib/page_of_list.ts";

/** Where in its list a page begins, as `Pagination` wrote it into the address. */
export function cursorsIn({ searchParams }: URL): Place {
  return {
    after: searchParams.get("cursor") ?? undefined,
    before: searchParams.get("before") ?? undefined,
  };
}
