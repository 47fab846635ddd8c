import assert from "node:assert/strict";

/** Waits for what each process learns by itself, within a second. */
export async function becomes(ask: () => Promise<number>, wanted: number): Promise<void> {
  const until = performance.now() + 5_000;
  // Twice in a row: where two processes answer in turn, each learns of it by itself.
  while (await ask() !== wanted || await ask() !== wanted) {
    if (performance.now() > until) assert.equal(await ask(), wanted);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
