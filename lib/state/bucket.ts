/** One step of the generic cell rate algorithm, in whole microseconds so that a burst is exact. */
export type Step = { interval: number; burst: number; now: number };

/** `fullAt` is the one number of a bucket: when all of its burst will be there again. */
export type Advanced = { ok: boolean; fullAt: number };

/** @param fullAt undefined for a bucket not seen before. A step that is refused changes nothing. */
export function advance(fullAt: number | undefined, { interval, burst, now }: Step): Advanced {
  const before = Math.max(fullAt ?? now, now);
  const after = before + interval;
  return now >= after - interval * burst ? { ok: true, fullAt: after } : { ok: false, fullAt: before };
}

/**
 * The same in Redis: KEYS the bucket, ARGV interval, burst, now. By `%.0f`, because Lua prints 14 digits of a number
 * and a time in microseconds has 16. A bucket that is full again is like one never seen, so it goes.
 */
export const ADVANCE = `
local interval, burst, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local before = math.max(tonumber(redis.call('get', KEYS[1]) or now), now)
local after = before + interval
if now < after - interval * burst then return {0, string.format('%.0f', before)} end
local full_at = string.format('%.0f', after)
redis.call('set', KEYS[1], full_at, 'px', math.ceil((after - now) / 1000))
return {1, full_at}`;

/** Gives one step back in Redis: KEYS the bucket, ARGV interval. The bucket keeps its end; one that is gone is full. */
export const RETREAT = `
if redis.call('exists', KEYS[1]) == 1 then redis.call('decrby', KEYS[1], ARGV[1]) end`;
