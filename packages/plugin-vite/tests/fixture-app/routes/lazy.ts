import { define } from "../utils.ts";

const loads = globalThis as { lazyLoads?: number };
loads.lazyLoads = (loads.lazyLoads ?? 0) + 1;

export const handler = define.handlers({ POST: (ctx) => ctx.json(loads.lazyLoads) });
