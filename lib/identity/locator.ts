import ipaddr from "ipaddr.js";

/** Where an address is, as far as somebody knows. */
export type Location = {
  /** Such as `Germany`. */
  country?: string;
  /** Who runs the network, such as `Deutsche Telekom`. */
  network?: string;
};

/** Knows where addresses are, from a file or a service of the builder's choice. */
export type Locator = (address: string) => Location | undefined | Promise<Location | undefined>;

/** What can be known without anybody's list. */
const OWN_NETWORKS: Record<string, string> = {
  loopback: "This machine",
  private: "A private network",
  uniqueLocal: "A private network",
  linkLocal: "A local network",
  carrierGradeNat: "A provider's own network",
};

let locator: Locator = () => undefined;

/** Called once at boot, in `main.ts`, by whoever has a list of networks. Our own are known in any case. */
export function useLocator(better: Locator): void {
  locator = better;
}

/** @param place an address, or a network in CIDR notation, as sessions keep it. Undefined where nothing is known. */
export async function locate(place: string): Promise<Location | undefined> {
  const address = place.split("/")[0];
  return locateOwnNetworks(address) ?? await locator(address);
}

function locateOwnNetworks(address: string): Location | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const network = OWN_NETWORKS[ipaddr.process(address).range()];
  return network === undefined ? undefined : { network };
}
