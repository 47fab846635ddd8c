import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Well-known NAT64, where a network without IPv4 wraps addresses of the public internet (source: RFC 6052). */
const NAT64 = ipaddr.parseCIDR("64:ff9b::/96") as [ipaddr.IPv6, number];
/** All that is given out of IPv6 so far (source: RFC 4291). */
const GLOBAL = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/** Looks like the public internet and answers every machine of one cloud with its own settings. */
const METADATA = ["168.63.129.16"];

/**
 * Whether an IP address is one of the public internet. Whatever wraps another address (mapped, 6to4, Teredo) is not,
 * but for NAT64, where the wrapped one counts.
 */
export function isPublicAddress(text: string): boolean {
  // The library alone would read "8.8.8" as an address, too.
  if (!isIP(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return isPublicIpv4(address);
  if (address.match(NAT64)) return isPublicIpv4(new ipaddr.IPv4(address.toByteArray().slice(-4)));
  return address.range() === "unicast" && address.match(GLOBAL);
}

function isPublicIpv4(address: ipaddr.IPv4): boolean {
  return address.range() === "unicast" && !METADATA.includes(address.toString());
}
