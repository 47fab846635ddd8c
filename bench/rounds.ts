import { type Spread, spreadOf } from "./spread.ts";

/** Measures one side for one round, in whatever unit both sides share. */
type Measure = () => Promise<number>;

export type Rounds = { ratio: Spread; ours: Spread; bare: Spread };

const ROUNDS = 7;

/**
 * Ours against the bare limit in interleaved rounds, so that a machine that slows down slows both. Who is first
 * changes each round, so that one that slows down steadily favours none.
 */
export async function inRounds({ ours, bare }: { ours: Measure; bare: Measure }): Promise<Rounds> {
  const rounds: { ours: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 2 === 0) rounds.push({ ours: await ours(), bare: await bare() });
    else {
      const limit = await bare();
      rounds.push({ ours: await ours(), bare: limit });
    }
  }
  return {
    ratio: spreadOf(rounds.map((it) => it.ours / it.bare)),
    ours: spreadOf(rounds.map((it) => it.ours)),
    bare: spreadOf(rounds.map((it) => it.bare)),
  };
}
