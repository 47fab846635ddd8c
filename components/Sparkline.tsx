import { scaleLinear } from "d3-scale";
import { formatNumber } from "./format.ts";

type SparklineProps = {
  /** What is drawn, such as `API calls by day, last 30 days`. */
  label: string;
  /** Oldest first. */
  values: number[];
};

const [WIDTH, HEIGHT] = [100, 32];

/** The course of a number, without axes; its ends are said to those who do not see it. */
export function Sparkline({ label, values }: SparklineProps) {
  const x = scaleLinear([0, values.length - 1], [0, WIDTH]);
  const y = scaleLinear([0, Math.max(...values, 1)], [HEIGHT - 1, 2]);
  const line = values.map((value, index) => `${round(x(index))} ${round(y(value))}`).join("L");
  return (
    <svg
      class="h-8 w-full"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: from ${formatNumber(values[0])} to ${formatNumber(values.at(-1)!)}, at most ${
        formatNumber(Math.max(...values))
      }`}
    >
      <path d={`M${line}V${HEIGHT}H0Z`} class="fill-accent/15" />
      <path
        d={`M${line}`}
        class="fill-none stroke-accent"
        stroke-width="1.5"
        stroke-linejoin="round"
        vector-effect="non-scaling-stroke"
      />
    </svg>
  );
}

function round(number: number): number {
  return Number(number.toFixed(2));
}
