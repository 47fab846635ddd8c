import { advance, type Advanced, type Step } from "./bucket.ts";

/** Buckets in the memory of this process. Past `capacity` the one longest unused is forgotten. */
export class Buckets {
  readonly #capacity: number;
  readonly #fullAt = new Map<string, number>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  advance(bucket: string, step: Step): Advanced {
    const advanced = advance(this.#fullAt.get(bucket), step);
    // A refusal is a use too: a flood of others must not let those forget theirs who are refused again and again.
    this.keep(bucket, advanced.fullAt);
    return advanced;
  }

  /** @returns the new `fullAt`, undefined for a bucket not seen before, which has nothing to give back. */
  retreat(bucket: string, interval: number): number | undefined {
    const fullAt = this.#fullAt.get(bucket);
    if (fullAt === undefined) return undefined;
    this.keep(bucket, fullAt - interval);
    return fullAt - interval;
  }

  keep(bucket: string, fullAt: number) {
    this.#fullAt.delete(bucket); // to the end of the order
    this.#fullAt.set(bucket, fullAt);
    if (this.#fullAt.size <= this.#capacity) return;
    const [longestUnused] = this.#fullAt.keys();
    this.#fullAt.delete(longestUnused);
  }
}
