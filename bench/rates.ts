/** How many times a second each of two pieces of work runs, and their ratio. */
export type Ratio = {
  name: string;
  target: number;
  median: number;
  least: number;
  most: number;
  perSecond: number;
};

type Work = {
  name: string;
  target: number;
  ours: () => Promise<unknown>;
  bare: () => Promise<unknown>;
  each?: number;
};

const ROUNDS = 7;
const ROUND_MS = 1_000;

/**
 * Ours against the bare limit, in interleaved rounds, so that a machine that slows down slows both.
 * `each` is how many things one run of the work does.
 */
export async function ratio({ name, target, ours, bare, each = 1 }: Work): Promise<Ratio> {
  await rate(ours, ROUND_MS / 4);
  await rate(bare, ROUND_MS / 4);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [own, limit] = [await rate(ours, ROUND_MS), await rate(bare, ROUND_MS)];
    rounds.push({ ratio: own / limit, perSecond: own * each });
  }
  const ratios = rounds.map((it) => it.ratio).sort((a, b) => a - b);
  return {
    name,
    target,
    median: middle(ratios),
    least: ratios[0],
    most: ratios.at(-1)!,
    perSecond: middle(rounds.map((it) => it.perSecond).sort((a, b) => a - b)),
  };
}

/** @returns work that runs `count` times side by side. */
export function atOnce(count: number, work: () => Promise<unknown>): () => Promise<unknown> {
  return () => Promise.all(Array.from({ length: count }, work));
}

async function rate(work: () => Promise<unknown>, forMs: number): Promise<number> {
  const startedAt = performance.now();
  let runs = 0;
  while (performance.now() - startedAt < forMs) {
    await work();
    runs++;
  }
  return runs / ((performance.now() - startedAt) / 1_000);
}

function middle(sorted: number[]): number {
  return sorted[Math.floor(sorted.length / 2)];
}
