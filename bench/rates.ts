import { inRounds, type Rounds } from "./rounds.ts";

/** `place` is 0 to `atOnce` - 1, and nobody else's meanwhile. */
type Work = (place: number) => Promise<unknown>;

type Sides = {
  ours: Work;
  bare: Work;
  /** How many run side by side. */
  atOnce: number;
};

const ROUND_MS = 1_000;
const WARM_UP_MS = 2_000;

/** How many times a second ours and the bare work run. */
export async function rates({ ours, bare, atOnce }: Sides): Promise<Rounds> {
  await rateOf(ours, { atOnce, forMs: WARM_UP_MS });
  await rateOf(bare, { atOnce, forMs: WARM_UP_MS });
  return await inRounds({
    ours: () => rateOf(ours, { atOnce, forMs: ROUND_MS }),
    bare: () => rateOf(bare, { atOnce, forMs: ROUND_MS }),
  });
}

/** Runs a second; whoever is done begins anew at once, so that nobody waits for the slowest. */
export async function rateOf(
  work: Work,
  { atOnce, forMs }: { atOnce: number; forMs: number },
): Promise<number> {
  const startedAt = performance.now();
  let runs = 0;
  const repeat = async (place: number) => {
    while (performance.now() - startedAt < forMs) {
      await work(place);
      runs++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, place) => repeat(place)));
  return runs / ((performance.now() - startedAt) / 1_000);
}
