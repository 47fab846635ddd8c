import type { ComponentChildren } from "preact";
import { publicId } from "@/lib/ids.ts";
import type { ORDERS, TenantQuery, TenantSummary } from "@/lib/operator/list_tenants.ts";
import { EVENT_METERS, METERS } from "@/lib/usage/meters.ts";
import { Badge } from "./Badge.tsx";
import { formatNumber } from "./format.ts";
import { Icon } from "./Icon.tsx";
import { Moment } from "./Moment.tsx";
import { QueryLink } from "./QueryLink.tsx";
import { TableFrame } from "./TableFrame.tsx";

type Order = typeof ORDERS[number];

type TenantTableProps = {
  tenants: TenantSummary[];
  /** The order there is, and the address of another one; undefined in a picture. */
  sorting?: { order: NonNullable<TenantQuery["order"]>; hrefOf: (by: Order) => string };
};

/** Tenants as operators see them; each name leads to its tenant. */
export function TenantTable({ tenants, sorting }: TenantTableProps) {
  const head = { sorting };
  return (
    <TableFrame label="Tenants">
      <thead>
        <tr>
          <Head {...head} by="name">Tenant</Head>
          <th scope="col" class="max-sm:hidden">Status</th>
          <Head {...head} by="members" class="text-right max-md:hidden">Members</Head>
          {EVENT_METERS.map((meter) => (
            <Head key={meter} {...head} by={meter} class="text-right max-md:hidden">
              {METERS[meter].label}
            </Head>
          ))}
          <Head {...head} by="active" class="max-lg:hidden">Last active</Head>
          <Head {...head} by="opened" class="max-xl:hidden">Opened</Head>
        </tr>
      </thead>
      <tbody>
        {tenants.map((it) => (
          <tr key={it.id} class={sorting && "hover:bg-base-200/60"}>
            <td class="max-w-64">
              <div class="truncate font-medium">
                {sorting
                  ? <a class="link" href={`/admin/tenants/${publicId("ten", it.id)}`}>{it.name}</a>
                  : it.name}
              </div>
              <div class="truncate text-xs text-base-content/75">
                {it.slug}
                {it.foundEmail && `, ${it.foundEmail}`}
              </div>
              <div class="mt-1 text-xs text-base-content/75 md:hidden">
                <span class="sm:hidden">
                  <StatusOf {...it} />,{" "}
                </span>
                {EVENT_METERS.map((meter) => `${formatNumber(it.usedThisMonth[meter])} ${METERS[meter].unit}`)
                  .join(", ")}
              </div>
            </td>
            <td class="max-sm:hidden">
              <StatusOf {...it} />
            </td>
            <td class="text-right max-md:hidden">{formatNumber(it.members)}</td>
            {EVENT_METERS.map((meter) => (
              <td key={meter} class="text-right max-md:hidden">{formatNumber(it.usedThisMonth[meter])}</td>
            ))}
            <td class="max-lg:hidden">
              {it.lastActiveAt ? <Moment at={it.lastActiveAt} timeZone="UTC" /> : "Never"}
            </td>
            <td class="max-xl:hidden">
              <Moment at={it.createdAt} timeZone="UTC" />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function StatusOf({ status }: Pick<TenantSummary, "status">) {
  return status === "open" ? <Badge tone="good">Open</Badge> : <Badge tone="bad">Suspended</Badge>;
}

type HeadProps = Pick<TenantTableProps, "sorting"> & {
  by: Order;
  class?: string;
  children: ComponentChildren;
};

function Head({ sorting, by, class: className, children }: HeadProps) {
  const isHere = sorting?.order.by === by;
  const direction = sorting?.order.descending ? "descending" : "ascending";
  return (
    <th scope="col" class={className} aria-sort={isHere ? direction : undefined}>
      {sorting
        ? (
          <QueryLink
            class="link link-hover inline-flex items-center gap-1 whitespace-nowrap"
            href={sorting.hrefOf(by)}
          >
            {children}
            {isHere && <Icon name={direction} class="size-3" />}
          </QueryLink>
        )
        : children}
    </th>
  );
}
