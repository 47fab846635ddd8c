/** Every tenant starts at epoch 1; a move to another placement adds one. */
const FIRST_EPOCH = 1;

let lookUp: (tenantId: string) => number = () => FIRST_EPOCH;

/** Called once at boot with the tenant directory, which lies above this layer. */
export function usePlacements(epochOf: (tenantId: string) => number): void {
  lookUp = epochOf;
}

export function placementEpoch(tenantId: string): number {
  return lookUp(tenantId);
}
