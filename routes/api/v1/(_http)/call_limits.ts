import type { Limit } from "@/lib/limits/gcra.ts";

export const PER_KEY: Limit = { name: "key", rate: 100, periodSeconds: 1, burst: 200 };
export const PER_TENANT: Limit = { name: "tenant", rate: 500, periodSeconds: 1, burst: 1_000 };
