/** What several measurements of one thing say: the middle one, and how far they lie apart. */
export type Spread = { median: number; least: number; most: number };

export function spreadOf(measured: number[]): Spread {
  const sorted = measured.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const median = (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1)! };
}
