const FIRST_SECONDS = 4;
const LONGEST_SECONDS = 3_600;

/**
 * How long to wait after a failed attempt: twice as long each time, up to an hour. Half of it is chance, so that
 * jobs that failed together do not return together.
 * @param attempt the one that failed, from 1.
 * @param chance from 0 to below 1.
 */
export function retryDelaySeconds(attempt: number, chance = Math.random()): number {
  const full = Math.min(FIRST_SECONDS * 2 ** (attempt - 1), LONGEST_SECONDS);
  return full / 2 + full / 2 * chance;
}
