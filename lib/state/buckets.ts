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
    if (advanced.ok) this.keep(bucket, advanced.fullAt);
    return advanced;
  }

  keep(bucket: string, fullAt: number) {
    this.#fullAt.delete(bucket); // to the end of the order
    this.#fullAt.set(bucket, fullAt);
    if (this.#fullAt.size <= this.#capacity) return;
    const [longestUnused] = this.#fullAt.keys();
    this.#fullAt.delete(longestUnused);
  }
}
