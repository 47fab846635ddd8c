import { scaleBand, scaleLinear } from "d3-scale";
import type { DayUsage } from "@/lib/metering/usage_by_day.ts";
import { formatDay, formatNumber, formatWeekday } from "./format.ts";
import { PlotFrame } from "./PlotFrame.tsx";
import { PlotTable } from "./PlotTable.tsx";
import { QueryLink } from "./QueryLink.tsx";

type BarPlotProps = {
  /** What is counted, such as `Records`. */
  label: string;
  /** One a day, such as `{ day: "2026-11-14", quantity: 12 }`, oldest first. */
  days: DayUsage[];
  /** The day that is not over: its bar is a sketch, and those after it have none. Undefined when all are over. */
  today?: string;
  /** To the rows behind a bar. */
  hrefOf?: (day: string) => string;
};

const HEIGHT = 196;
/** Above the bars, for what the one under the pointer says. */
const TOP = 28;
const BASELINE = HEIGHT - 22;
const LABELS = 5;

const UNFINISHED = "fill-accent/25 stroke-accent [stroke-dasharray:3_2] group-hover:fill-accent/50";

/** A bar for each day, drawn at the width there is, and the same numbers as a table. */
export function BarPlot({ label, days, today, hrefOf }: BarPlotProps) {
  const most = Math.max(...days.map((it) => it.quantity), 4);
  const y = scaleLinear([0, most], [BASELINE, TOP]).nice(3);
  const x = scaleBand(days.map((it) => it.day), [0, 100]).paddingInner(days.length > 45 ? 0.18 : 0.28);
  const ticks = y.ticks(3).filter(Number.isInteger).map((value) => ({ value, y: y(value) }));
  const begun = today === undefined ? days : days.filter(({ day }) => day <= today);
  const nameOf = (day: string) => `${formatWeekday(day)}${day === today ? " so far" : ""}`;
  return (
    <div>
      <PlotFrame height={HEIGHT} ticks={ticks}>
        {begun.map(({ day, quantity }) => (
          <a key={day} href={hrefOf?.(day)} tabIndex={-1} class="group" aria-current={undefined}>
            <rect
              x={`${x(day)}%`}
              width={`${x.step()}%`}
              y={TOP}
              height={BASELINE - TOP}
              class="fill-transparent group-hover:fill-base-content/5"
            />
            <rect
              x={`${x(day)}%`}
              width={`${x.bandwidth()}%`}
              y={y(quantity)}
              height={BASELINE - y(quantity)}
              class={day === today ? UNFINISHED : "fill-accent group-hover:fill-base-content"}
            />
            <Readout at={x(day)! + x.bandwidth() / 2} top={y(quantity)}>
              {`${nameOf(day)}: ${formatNumber(quantity)}`}
            </Readout>
          </a>
        ))}
        {labelled(days).map(({ day }, index) => (
          <text
            key={day}
            {...labelPlace(x(day)!, x.bandwidth())}
            y={HEIGHT - 4}
            class={`fill-base-content/75 text-2xs ${index % 2 === 1 ? "max-sm:hidden" : ""}`}
          >
            {formatDay(day)}
          </text>
        ))}
      </PlotFrame>
      <PlotTable
        label={`${label} by day`}
        heads={["Day", label]}
        rows={begun.toReversed().map(({ day, quantity }) => ({
          key: day,
          name: hrefOf ? <QueryLink href={hrefOf(day)}>{nameOf(day)}</QueryLink> : nameOf(day),
          number: quantity,
        }))}
      />
    </div>
  );
}

/** Shown above the plot while the pointer is on the bar, with a line down to it. */
function Readout({ at, top, children: text }: { at: number; top: number; children: string }) {
  const width = 16 + text.length * 6.6;
  const left = at < 15 ? 0 : at > 85 ? -width : -width / 2;
  return (
    <svg x={`${at}%`} class="pointer-events-none invisible overflow-visible group-hover:visible">
      <line y1="22" y2={top} class="stroke-base-content/40 [stroke-dasharray:2_2]" />
      <rect x={left} width={width} height="22" rx="5" class="fill-neutral" />
      <text
        x={left + width / 2}
        y="15"
        text-anchor="middle"
        class="tabular fill-neutral-content text-2xs font-medium"
      >
        {text}
      </text>
    </svg>
  );
}

/** A few days at even distances, counted from the last, which comes first. */
function labelled<Day>(days: Day[]): Day[] {
  const every = Math.max(1, Math.ceil(days.length / LABELS));
  return days.toReversed().filter((_, index) => index % every === 0);
}

/** Under the middle of its bar; the last one ends with the plot. In percent. */
function labelPlace(from: number, width: number) {
  const isLast = from + width > 99;
  return isLast
    ? { "x": "100%", "text-anchor": "end" } as const
    : { "x": `${from + width / 2}%`, "text-anchor": "middle" } as const;
}
