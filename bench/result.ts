import type { Spread } from "./spread.ts";

/** One line of the benchmarks. */
export type Result = Spread & {
  name: string;
  /** What the numbers are, where they are no ratio. */
  unit?: "KB" | "trips";
  /** Absent where the number is only told. */
  target?: Target;
  /** Absolute numbers, which say more about the machine than about us. */
  aside: string;
};

export type Target = { atLeast: number } | { atMost: number };

/** What is counted, not timed: the same each time. */
export function exactly(number: number, unit: Result["unit"]) {
  return { median: number, least: number, most: number, unit };
}

/** Not even half of the target: no noise of a machine is an excuse for that. */
export function isFarOff({ target, median }: Result): boolean {
  if (!target) return false;
  return "atLeast" in target ? median < target.atLeast / 2 : median > target.atMost * 2;
}

/** For a terminal. */
export function lineOf(result: Result): string {
  return `${middleOf(result)} (${spreadOf(result)}; ${targetOf(result)})  ${result.name}: ${result.aside}`;
}

export function middleOf({ median, unit }: Result): string {
  return numberOf(median, unit);
}

export function spreadOf({ least, most, unit }: Result): string {
  return least === most ? "exactly" : `${numberOf(least, unit)} to ${numberOf(most, unit)}`;
}

export function targetOf({ target, unit }: Result): string {
  if (!target) return "no target";
  return "atLeast" in target
    ? `at least ${numberOf(target.atLeast, unit)}`
    : `at most ${numberOf(target.atMost, unit)}`;
}

/** `1,250` of a number that is only told. */
export function inWords(number: number): string {
  return Math.round(number).toLocaleString("en");
}

function numberOf(number: number, unit: Result["unit"]): string {
  if (unit === "KB") return `${number.toFixed(1)} KB`;
  return unit === "trips" ? String(number) : number.toFixed(2);
}
