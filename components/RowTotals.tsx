import type { TenantTotals } from "@/lib/operator/tenant_totals.ts";
import { EVENT_METERS, METERS } from "@/lib/usage/meters.ts";
import { formatNumber } from "./format.ts";
import { QueryLink } from "./QueryLink.tsx";
import { Total, Totals } from "./Total.tsx";

/** How the whole row does; every number leads to the tenants behind it. */
export function RowTotals({ tenants, suspended, activeThisWeek, usedThisMonth, days }: TenantTotals) {
  return (
    <Totals>
      <Total label="Tenants" count={tenants} href="/admin" days={days.map((it) => it.tenants)}>
        <QueryLink class="link link-hover" href="/admin?show=suspended">
          {formatNumber(suspended)} suspended
        </QueryLink>
      </Total>
      <Total
        label="Active, last 7 days"
        count={activeThisWeek}
        href="/admin?show=active"
        days={days.map((it) => it.active)}
      >
        <QueryLink class="link link-hover" href="/admin?show=quiet">
          {formatNumber(tenants - activeThisWeek)} quiet
        </QueryLink>
      </Total>
      {EVENT_METERS.map((meter) => (
        <Total
          key={meter}
          label={METERS[meter].label}
          count={usedThisMonth[meter]}
          href={`/admin?sort=-${meter}`}
          days={days.map((it) => it.used[meter])}
        >
          This month, {formatNumber(days.at(-1)!.used[meter])} of them today
        </Total>
      ))}
    </Totals>
  );
}
