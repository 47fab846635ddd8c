import type { Familiarity } from "./familiarity.ts";

/** What a method that counts its tries knows about who has given the right answer. */
export type Suspicion = {
  /** One factor is not enough this time: too many wrong answers lie on the person, the place or the house. */
  asksForMore: boolean;
  /** This place has tried many people. */
  isSpraying: boolean;
  /** About how many wrong answers for this person there were in the last hour. */
  failuresBefore: number;
  familiarity: Familiarity;
};
