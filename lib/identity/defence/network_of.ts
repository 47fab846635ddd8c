import ipaddr from "ipaddr.js";

const PREFIXES = { ipv4: 24, ipv6: 48 };

/** The neighbourhood of an address: /24 of IPv4, /48 of IPv6, as text; what is no address is its own. */
export function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  const prefix = PREFIXES[address.kind()];
  const Kind = address.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${Kind.networkAddressFromCIDR(`${address}/${prefix}`)}/${prefix}`;
}
