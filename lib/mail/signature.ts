import { config } from "@/lib/config.ts";

/** Under every letter: who writes, and from where. */
export const SIGNATURE = `Rowhouse, ${config.baseUrl.host}`;
