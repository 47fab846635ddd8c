import type { ComponentChildren } from "preact";
import { formatCompact } from "./format.ts";

type PlotFrameProps = {
  height: number;
  /** Numbers at the left, each with its place from above in pixels. */
  ticks: { value: number; y: number }[];
  /** Drawn over the lines of the ticks, at the width there is: places from the left are in percent. */
  children: ComponentChildren;
};

/** The picture of a plot, for eyes alone: whoever uses it puts the same numbers into a table behind it. */
export function PlotFrame({ height, ticks, children }: PlotFrameProps) {
  return (
    <div class="flex" aria-hidden="true">
      <svg class="tabular w-10 shrink-0 fill-base-content/75 text-2xs" height={height}>
        {ticks.map(({ value, y }) => (
          <text key={value} x="32" y={y + 4} text-anchor="end">{formatCompact(value)}</text>
        ))}
      </svg>
      <svg class="min-w-0 grow overflow-visible" height={height}>
        {ticks.map(({ value, y }) => (
          <line
            key={value}
            x1="0"
            x2="100%"
            y1={y}
            y2={y}
            class="stroke-base-300"
            shape-rendering="crispEdges"
          />
        ))}
        {children}
      </svg>
    </div>
  );
}
