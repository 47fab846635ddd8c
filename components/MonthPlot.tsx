import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { DayUsage } from "@/lib/metering/usage_by_day.ts";
import { formatDay, formatNumber, formatWeekday } from "./format.ts";
import { PlotFrame } from "./PlotFrame.tsx";
import { PlotTable } from "./PlotTable.tsx";

type MonthPlotProps = {
  /** What is counted, such as `Records`. */
  label: string;
  /** All days of the month, oldest first. */
  days: DayUsage[];
  /** The day that is not over; undefined in a month that is. */
  today?: string;
  /** Undefined where there is none. */
  limit?: number;
  /** What the whole month will have, if it goes on like this. */
  projected?: number;
};

type Point = [day: number, total: number];

const HEIGHT = 196;
const TOP = 28;
const BASELINE = HEIGHT - 22;
const WIDTH = 1_000;
/** A limit further away than this many times what is drawn would press it flat: it is said, not drawn. */
const NEAR = 2.5;
const LABELS = 4;
const LINE = "fill-none stroke-accent stroke-2";

/** How a month fills up: what has come together, where it is going, and what the limit is. */
export function MonthPlot({ label, days, today, limit, projected }: MonthPlotProps) {
  const begun = totals(today === undefined ? days : days.filter(({ day }) => day <= today));
  const used = begun.at(-1)?.total ?? 0;
  const most = Math.max(used, projected ?? 0, 4);
  const isLimitNear = limit !== undefined && limit > 0 && limit <= most * NEAR;
  const y = scaleLinear([0, Math.max(most, isLimitNear ? limit : 0)], [BASELINE, TOP]).nice(3);
  const x = scaleLinear([0, days.length], [0, WIDTH]);
  const points: Point[] = [[0, 0], ...begun.map(({ total }, index): Point => [index + 1, total])];
  const outlook: Point[] = projected === undefined ? [] : [points.at(-1)!, [days.length, projected]];
  const draw = line<Point>(([day]) => x(day), ([, total]) => y(total));
  const fill = area<Point>(([day]) => x(day), BASELINE, ([, total]) => y(total));
  const ticks = y.ticks(3).filter(Number.isInteger).map((value) => ({ value, y: y(value) }));
  return (
    <div>
      <PlotFrame height={HEIGHT} ticks={ticks}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none">
          <path d={fill(points)!} class="fill-accent/15" />
          <path d={draw(points)!} class={LINE} vector-effect="non-scaling-stroke" />
          <path
            d={draw(outlook) ?? undefined}
            class={`${LINE} [stroke-dasharray:2_4]`}
            vector-effect="non-scaling-stroke"
          />
        </svg>
        {isLimitNear && (
          <>
            <line x1="0" x2="100%" y1={y(limit)} y2={y(limit)} class="stroke-error [stroke-dasharray:6_4]" />
            <text x="0" y={y(limit) - 6} class="tabular fill-error text-2xs font-medium">
              {`Limit ${formatNumber(limit)}`}
            </text>
          </>
        )}
        {projected !== undefined && (
          <text
            x="100%"
            y={y(projected) - 8}
            text-anchor="end"
            class="tabular fill-base-content text-2xs font-medium"
          >
            {`on course for ${formatNumber(projected)}`}
          </text>
        )}
        {days.map(({ day }, index) =>
          index % Math.ceil(days.length / LABELS) === 0 && (
            <text
              key={day}
              x={`${(index / days.length) * 100}%`}
              y={HEIGHT - 4}
              class="fill-base-content/75 text-2xs"
            >
              {formatDay(day)}
            </text>
          )
        )}
      </PlotFrame>
      <PlotTable
        label={`${label}, adding up day by day`}
        heads={["Up to", label]}
        rows={begun.toReversed().map(({ day, total }) => ({
          key: day,
          name: `${formatWeekday(day)}${day === today ? " so far" : ""}`,
          number: total,
        }))}
      />
    </div>
  );
}

function totals(days: DayUsage[]): { day: string; total: number }[] {
  let total = 0;
  return days.map(({ day, quantity }) => ({ day, total: total += quantity }));
}
