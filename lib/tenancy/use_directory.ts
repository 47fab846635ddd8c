import { usePlacements } from "@/lib/db/placement.ts";
import { knownEpoch } from "./directory.ts";

/** Every tenant starts there; one this process has not met was just opened. */
const FIRST_EPOCH = 1;

/** Called once at boot: from then on `asTenant` enters each tenant at the epoch that the directory knows. */
export function useDirectory(): void {
  usePlacements((tenantId) => knownEpoch(tenantId) ?? FIRST_EPOCH);
}
