import { QueryLink } from "./QueryLink.tsx";
import { formatQuantity, type Unit } from "./format.ts";

type MeterProps = {
  label: string;
  used: number;
  /** Null where the plan sets none; undefined where it is not known, as of a month that is over. */
  limit?: number | null;
  unit: Unit;
  /** What the whole month will have used at this pace. */
  projected?: number;
  /** To the rows behind the number. */
  href?: string;
};

/** In percent; from here on the wall turns red. */
const NEARLY_FULL = 90;

/** What was used of what was granted: a wall that fills up, brick by brick, and the numbers. */
export function Meter({ label, used, limit, unit, projected, href }: MeterProps) {
  const share = shareOf(used, limit);
  const number = formatQuantity(used, unit);
  return (
    <div class="space-y-2" role="group" aria-label={label}>
      <div class="text-sm text-base-content/75">{label}</div>
      <div class="flex flex-wrap items-baseline gap-x-1.5">
        <span class="tabular font-display text-2xl font-semibold tracking-tight">
          {href ? <QueryLink class="link link-hover" href={href}>{number}</QueryLink> : number}
        </span>
        <span class="tabular text-sm text-base-content/75">
          {limit === null ? "no limit" : limit !== undefined && `of ${formatQuantity(limit, unit)}`}
        </span>
      </div>
      {isNumber(limit) && (
        <div class="courses h-3">
          <svg
            class={`block h-full w-full ${share >= NEARLY_FULL ? "text-error" : "text-accent"}`}
            role="meter"
            aria-label={label}
            aria-valuemin={0}
            aria-valuemax={limit}
            aria-valuenow={Math.min(used, limit)}
            aria-valuetext={`${number} of ${formatQuantity(limit, unit)}`}
          >
            <rect width={`${used > 0 ? Math.max(share, 1) : 0}%`} height="100%" fill="currentColor" />
          </svg>
        </div>
      )}
      {share >= NEARLY_FULL
        ? <p class="text-xs font-medium text-error">{warningOf({ used, limit: limit!, unit })}</p>
        : projected !== undefined && projected > used && (
          <Outlook projected={projected} limit={limit} unit={unit} />
        )}
    </div>
  );
}

function Outlook({ projected, limit, unit }: { projected: number; limit?: number | null; unit: Unit }) {
  const isOver = isNumber(limit) && projected > limit;
  return (
    <p class={`text-xs ${isOver ? "font-medium text-error" : "text-base-content/75"}`}>
      {`On course for ${formatQuantity(projected, unit)}${isOver ? ", more than the trial includes" : ""}`}
    </p>
  );
}

/** In percent; what is not granted is full. */
function shareOf(used: number, limit: number | null | undefined): number {
  if (!isNumber(limit)) return 0;
  return limit === 0 ? 100 : Math.min(100, (used / limit) * 100);
}

/** Nothing is refused over the limit, so that it is not called one. */
function warningOf({ used, limit, unit }: { used: number; limit: number; unit: Unit }): string {
  if (limit === 0) return "Not granted at present";
  if (used > limit) return `${formatQuantity(used - limit, unit)} over what the trial includes`;
  if (used === limit) return "All that the trial includes is used";
  return `${Math.floor((used / limit) * 100)} % of what the trial includes is used`;
}

function isNumber(limit: number | null | undefined): limit is number {
  return typeof limit === "number";
}
