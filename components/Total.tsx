import type { ComponentChildren } from "preact";
import { formatNumber } from "./format.ts";
import { QueryLink } from "./QueryLink.tsx";
import { Sparkline } from "./Sparkline.tsx";

type TotalProps = {
  label: string;
  count: number;
  /** To the rows behind the number. */
  href?: string;
  /** One a day, oldest first. */
  days?: number[];
  /** One line below. */
  children?: ComponentChildren;
};

/** A number about all of something, and how it came to be. */
export function Total({ label, count, href, days, children }: TotalProps) {
  const number = formatNumber(count);
  return (
    <div class="flex flex-col gap-2 rounded-box border border-base-300 bg-base-100 px-5 pt-4 pb-3">
      <div class="text-sm text-base-content/75">{label}</div>
      <div class="tabular font-display text-2xl font-semibold tracking-tight">
        {href ? <QueryLink class="link link-hover" href={href}>{number}</QueryLink> : number}
      </div>
      {days && <Sparkline label={`${label}, by day`} values={days} />}
      {children && <div class="text-xs text-base-content/75">{children}</div>}
    </div>
  );
}

/** Side by side where there is room. */
export function Totals({ children }: { children: ComponentChildren }) {
  return <div class="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">{children}</div>;
}
