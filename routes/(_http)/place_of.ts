import { isIPv4, isIPv6 } from "node:net";

/**
 * One name for all the addresses that one client can choose among: an IPv4 address, or the /64 of an IPv6 one. A port
 * is left out. Undefined for what is no address.
 */
export function placeOf(text: string): string | undefined {
  const address = addressOf(text);
  return address && isIPv6(address) ? networkOf(groupsOf(address)) : address;
}

/** The exact address, without port and zone; an IPv4 one also where it comes mapped into IPv6. */
export function addressOf(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const [address] = bare.split("%");
  if (isIPv4(address)) return address;
  return isIPv6(address) ? mappedIPv4(groupsOf(address)) ?? canonical(address) : undefined;
}

function mappedIPv4(groups: number[]): string | undefined {
  const isMapped = groups.slice(0, 5).every((it) => it === 0) && groups[5] === 0xffff;
  return isMapped ? groups.slice(6).flatMap((it) => [it >> 8, it & 0xff]).join(".") : undefined;
}

function networkOf(groups: number[]): string {
  const network = groups.slice(0, 4).map((it) => it.toString(16)).join(":");
  return `${canonical(`${network}::`)}/64`;
}

function groupsOf(address: string): number[] {
  const [head, tail = []] = canonical(address).split("::").map((it) => it ? it.split(":") : []);
  const zeros = Array(8 - head.length - tail.length).fill("0");
  return [...head, ...zeros, ...tail].map((it) => parseInt(it, 16));
}

/** As RFC 5952 writes it, with a dotted end turned into groups. */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
