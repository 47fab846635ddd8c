import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import type { DayUsage } from "@/lib/metering/usage_by_day.ts";
import { formatCompact, formatDay, formatNumber, formatWeekday } from "./format.ts";
import { TableFrame } from "./TableFrame.tsx";

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

/** How a month fills up: what has come together, where it is going, and what the limit is. */
export function MonthPlot({ label, days, today = "9999-12-31", limit, projected }: MonthPlotProps) {
  const passed = totals(days.filter(({ day }) => day <= today));
  const used = passed.at(-1)?.total ?? 0;
  const most = Math.max(used, projected ?? 0, 4);
  const isLimitNear = limit !== undefined && limit > 0 && limit <= most * NEAR;
  const y = scaleLinear([0, Math.max(most, isLimitNear ? limit : 0)], [BASELINE, TOP]).nice(3);
  const x = scaleLinear([0, days.length], [0, WIDTH]);
  const points: Point[] = [[0, 0], ...passed.map(({ total }, index): Point => [index + 1, total])];
  const outlook: Point[] = projected === undefined ? [] : [points.at(-1)!, [days.length, projected]];
  const draw = line<Point>(([day]) => x(day), ([, total]) => y(total));
  const fill = area<Point>(([day]) => x(day), BASELINE, ([, total]) => y(total));
  const ticks = y.ticks(3).filter(Number.isInteger);
  return (
    <div>
      <div class="flex" aria-hidden="true">
        <svg class="tabular w-10 shrink-0 fill-base-content/75 text-2xs" height={HEIGHT}>
          {ticks.map((tick) => (
            <text key={tick} x="32" y={y(tick) + 4} text-anchor="end">{formatCompact(tick)}</text>
          ))}
        </svg>
        <svg class="min-w-0 grow overflow-visible" height={HEIGHT}>
          {ticks.map((tick) => (
            <line
              key={tick}
              x1="0"
              x2="100%"
              y1={y(tick)}
              y2={y(tick)}
              class="stroke-base-300"
              shape-rendering="crispEdges"
            />
          ))}
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none">
            <path d={fill(points)!} class="fill-accent/15" />
            <path
              d={draw(points)!}
              class="fill-none stroke-accent stroke-2"
              vector-effect="non-scaling-stroke"
            />
            <path
              d={draw(outlook) ?? undefined}
              class="fill-none stroke-accent stroke-2 [stroke-dasharray:2_4]"
              vector-effect="non-scaling-stroke"
            />
          </svg>
          {isLimitNear && (
            <>
              <line
                x1="0"
                x2="100%"
                y1={y(limit)}
                y2={y(limit)}
                class="stroke-error [stroke-dasharray:6_4]"
              />
              <text x="0" y={y(limit) - 6} class="tabular fill-error text-2xs font-medium">
                Limit {formatNumber(limit)}
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
              on course for {formatNumber(projected)}
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
        </svg>
      </div>
      <details class="mt-3 text-sm">
        <summary class="text-base-content/75">Show as a table</summary>
        <div class="mt-2 max-h-80 overflow-y-auto">
          <TableFrame label={`${label}, adding up day by day`}>
            <thead>
              <tr>
                <th scope="col">Up to</th>
                <th scope="col" class="text-right">{label}</th>
              </tr>
            </thead>
            <tbody>
              {passed.toReversed().map(({ day, total }) => (
                <tr key={day}>
                  <td>{formatWeekday(day)}{day === today && " so far"}</td>
                  <td class="text-right">{formatNumber(total)}</td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        </div>
      </details>
    </div>
  );
}

function totals(days: DayUsage[]): { day: string; total: number }[] {
  let total = 0;
  return days.map(({ day, quantity }) => ({ day, total: total += quantity }));
}
