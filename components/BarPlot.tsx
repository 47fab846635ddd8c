import { scaleBand, scaleLinear } from "d3-scale";
import { formatDay, formatNumber, formatShort } from "./format.ts";
import { TableFrame } from "./TableFrame.tsx";

type BarPlotProps = {
  /** What is counted, such as `Records`. */
  label: string;
  /** One a day, such as `{ day: "2026-11-14", count: 12 }`, oldest first. */
  days: { day: string; count: number }[];
  /** To the rows behind a bar. */
  hrefOf?: (day: string) => string;
};

const HEIGHT = 168;
const TOP = 8;
const BASELINE = HEIGHT - 22;
const LABEL_EVERY_DAYS = 7;

/** A bar for each day, drawn at the width there is, and the same numbers as a table. */
export function BarPlot({ label, days, hrefOf }: BarPlotProps) {
  const most = Math.max(...days.map((it) => it.count), 4);
  const y = scaleLinear([0, most], [BASELINE, TOP]).nice(3);
  const x = scaleBand(days.map((it) => it.day), [0, 100]).paddingInner(0.28);
  const ticks = y.ticks(3).filter(Number.isInteger);
  return (
    <div>
      <div class="flex" aria-hidden="true">
        <svg class="tabular w-10 shrink-0 fill-base-content/75 text-2xs" height={HEIGHT}>
          {ticks.map((tick) => (
            <text key={tick} x="32" y={y(tick) + 4} text-anchor="end">{formatShort(tick)}</text>
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
          {days.map(({ day, count }, index) => (
            <g key={day}>
              <a href={hrefOf?.(day)} tabIndex={-1} class="group">
                <title>{`${formatDay(day)}: ${formatNumber(count)}`}</title>
                <rect
                  x={`${x(day)}%`}
                  width={`${x.bandwidth()}%`}
                  y={TOP}
                  height={BASELINE - TOP}
                  class="fill-transparent group-hover:fill-base-content/5"
                />
                <rect
                  x={`${x(day)}%`}
                  width={`${x.bandwidth()}%`}
                  y={y(count)}
                  height={BASELINE - y(count)}
                  class="fill-accent group-hover:fill-base-content"
                />
              </a>
              {index % LABEL_EVERY_DAYS === 1 && (
                <text
                  {...labelPlace(x(day)!, x.bandwidth())}
                  y={HEIGHT - 4}
                  class="fill-base-content/75 text-2xs"
                >
                  {formatDay(day)}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
      <details class="mt-3 text-sm">
        <summary class="text-base-content/75">Show as a table</summary>
        <div class="mt-2 max-h-80 overflow-y-auto">
          <TableFrame label={`${label} by day`}>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col" class="text-right">{label}</th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ day, count }) => (
                <tr key={day}>
                  <td>{hrefOf ? <a class="link" href={hrefOf(day)}>{formatDay(day)}</a> : formatDay(day)}</td>
                  <td class="text-right">{formatNumber(count)}</td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        </div>
      </details>
    </div>
  );
}

/** Under the middle of its bar; the last one ends with the plot. In percent. */
function labelPlace(from: number, width: number) {
  const isLast = from + width > 99;
  return isLast
    ? { "x": "100%", "text-anchor": "end" } as const
    : { "x": `${from + width / 2}%`, "text-anchor": "middle" } as const;
}
