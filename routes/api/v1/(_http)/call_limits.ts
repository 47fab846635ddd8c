import type { ApiKey } from "@/lib/identity/find_api_key.ts";
import type { Limit } from "@/lib/limits/gcra.ts";

export const PER_KEY: Limit = { name: "key", rate: 100, periodSeconds: 1, burst: 200 };
export const PER_TENANT: Limit = { name: "tenant", rate: 500, periodSeconds: 1, burst: 1_000 };

/** Its own, where the tenant has given it one. */
export function limitOfKey({ perMinute }: Pick<ApiKey, "perMinute">): Limit {
  if (perMinute === null) return PER_KEY;
  return { name: PER_KEY.name, rate: perMinute, periodSeconds: 60, burst: perMinute };
}

/** Such as `At most 200 calls at once and 100 a second for each key`. */
export function perWhat({ name, rate, periodSeconds, burst }: Limit): string {
  const period = periodSeconds === 1 ? "second" : "minute";
  return `At most ${burst} calls at once and ${rate} a ${period} for ${
    periodSeconds === 1 ? "each" : "this"
  } ${name}`;
}
