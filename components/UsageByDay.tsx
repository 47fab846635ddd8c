import type { ComponentChildren } from "preact";
import type { DailyUsage } from "@/lib/metering/usage_by_day.ts";
import { BarPlot } from "./BarPlot.tsx";
import { Change } from "./Change.tsx";
import { formatNumber } from "./format.ts";

type UsageByDayProps = {
  /** What is counted, such as `API calls`. */
  label: string;
  daily: DailyUsage;
  /** What `daily.before` was, such as `the 30 days before`. */
  than: string;
  /** Days that are still to come, and have their place in the plot. */
  ahead?: string[];
  today: string;
  hrefOf: (day: string) => string;
  /** How else it may be looked at. */
  children?: ComponentChildren;
};

/** What a stretch of time used altogether, compared with the one before, and each of its days. */
export function UsageByDay(
  { label, daily, than, ahead = [], today, hrefOf, children }: UsageByDayProps,
) {
  const total = daily.days.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <>
      <div class="mb-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h2 class="text-sm font-medium tracking-normal text-base-content/75">{label}</h2>
          <p class="tabular font-display text-2xl font-semibold tracking-tight">{formatNumber(total)}</p>
          <Change now={total} before={daily.before} than={than} />
        </div>
        {children && <div class="flex flex-wrap gap-2">{children}</div>}
      </div>
      <BarPlot
        label={label}
        days={[...daily.days, ...ahead.map((day) => ({ day, quantity: 0 }))]}
        today={today}
        hrefOf={hrefOf}
      />
    </>
  );
}
