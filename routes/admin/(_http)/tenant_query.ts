import { urlWith } from "@/components/url_with.ts";
import { ORDERS, SHOWN, type TenantQuery } from "@/lib/operator/list_tenants.ts";

type ReadQuery = Required<TenantQuery>;
type Order = ReadQuery["order"];

const NEWEST_FIRST: Order = { by: "opened", descending: true };

/** What an address of the list asks for, as `?search=acme&show=open&sort=-members`; what it cannot mean is left out. */
export function readTenantQuery({ searchParams }: URL): ReadQuery {
  const [, minus, by] = /^(-?)(\w+)$/.exec(searchParams.get("sort") ?? "") ?? [];
  return {
    search: searchParams.get("search") ?? "",
    show: SHOWN.find((it) => it === searchParams.get("show")) ?? "all",
    order: isOrder(by) ? { by, descending: minus === "-" } : NEWEST_FIRST,
  };
}

export function sortParam({ by, descending }: Order): string {
  return `${descending ? "-" : ""}${by}`;
}

/** The same list in another order, from its start: the other way round where it has that order already. */
export function sortedBy(url: URL, by: Order["by"]): string {
  const { order } = readTenantQuery(url);
  // Names read from A; of everything else the most and the latest come first.
  const descending = order.by === by ? !order.descending : by !== "name";
  return urlWith(url, { sort: sortParam({ by, descending }) });
}

function isOrder(text: string | undefined): text is Order["by"] {
  return (ORDERS as readonly (string | undefined)[]).includes(text);
}
