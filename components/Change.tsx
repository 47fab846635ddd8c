import { formatChange, formatNumber } from "./format.ts";

type ChangeProps = {
  now: number;
  before: number;
  /** What it is compared with, such as `the 30 days before`. */
  than: string;
};

/** How much more or less than before; neither is good or bad by itself. */
export function Change({ now, before, than }: ChangeProps) {
  const change = formatChange(now, before);
  return (
    <p class="tabular text-sm text-base-content/75">
      {change && (
        <span class="mr-1.5 inline-block rounded-selector bg-base-200 px-1.5 py-0.5 font-medium text-base-content">
          {change}
        </span>
      )}
      {change
        ? `on ${than}, ${formatNumber(before)}`
        : `${before === 0 ? "Nothing" : formatNumber(before)} in ${than}`}
    </p>
  );
}
