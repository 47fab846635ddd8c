import type { DayUsage } from "@/lib/metering/usage_by_day.ts";
import { formatMonth, formatNumber } from "./format.ts";
import { MonthPlot } from "./MonthPlot.tsx";

type UsageOfMonthProps = {
  /** What is counted, such as `API calls`. */
  label: string;
  /** Such as `2026-11`. */
  month: string;
  /** All its days, oldest first. */
  days: DayUsage[];
  /** Undefined when the month is over. */
  today?: string;
  used: number;
  limit?: number | null;
  /** Null or undefined when the month is over. */
  projected?: number | null;
};

/** How a month adds up, and where it will end. */
export function UsageOfMonth({ label, month, days, today, used, limit, projected }: UsageOfMonthProps) {
  const isOver = projected == null;
  return (
    <>
      <h2 class="text-sm font-medium tracking-normal text-base-content/75">
        {isOver ? `${label}, adding up` : `${label} by the end of ${formatMonth(month)}`}
      </h2>
      <p class="tabular font-display text-2xl font-semibold tracking-tight">
        {formatNumber(projected ?? used)}
      </p>
      <p class="mb-1 py-0.5 text-sm text-base-content/75">
        {isOver ? "in the whole month" : "at the pace of the last 7 days"}
        {limit != null && `, of ${formatNumber(limit)}`}
      </p>
      <MonthPlot
        label={label}
        days={days}
        today={today}
        limit={limit ?? undefined}
        projected={projected ?? undefined}
      />
    </>
  );
}
