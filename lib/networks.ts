import ipaddr from "ipaddr.js";
import { z } from "zod";

type Rule = {
  /** The longest prefix of an IPv6 network, which is also that of one address; 128 where it is left out. */
  narrowestIpv6?: number;
};

/** A network in CIDR notation, or one address; as text whose bits beyond the prefix are zero. */
export function parseNetwork(text: string, { narrowestIpv6 = 128 }: Rule = {}): string | undefined {
  const [, address, bits] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  // Where IPv4 is not four decimal numbers, one program reads 010 as 8 and another as 10.
  if (
    address === undefined || !(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))
  ) {
    return undefined;
  }
  const parsed = ipaddr.parse(address);
  // An IPv4 address in disguise is in no network of either kind.
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress()) return undefined;
  const kind = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const longest = kind === ipaddr.IPv4 ? 32 : narrowestIpv6;
  const prefix = Number(bits ?? longest);
  if (prefix > longest) return undefined;
  return `${kind.networkAddressFromCIDR(`${address}/${prefix}`)}/${prefix}`;
}

/** @param place an address, or a network that lies in one of them whole. What cannot be read is in none. */
export function isWithin(place: string, networks: string[]): boolean {
  const [ip] = place.split("/");
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return networks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === address.kind() && address.match(base, bits);
  });
}

const MOST = 50;

/** For a field with one network on each line, or between commas. */
export function networksIn(rule?: Rule) {
  return (text: string, ctx: z.core.$RefinementCtx<string>): string[] => {
    const typed = text.split(/[\s,]+/).filter(Boolean);
    const networks = typed.map((it) => parseNetwork(it, rule));
    const wrong = typed[networks.indexOf(undefined)];
    if (wrong !== undefined) {
      ctx.addIssue({
        code: "custom",
        message: `“${wrong.slice(0, 60)}” is no address or network such as 203.0.113.0/24 or 2001:db8:1::/48`,
      });
      return z.NEVER;
    }
    if (networks.length > MOST) {
      ctx.addIssue({ code: "custom", message: `Use at most ${MOST} networks` });
      return z.NEVER;
    }
    return [...new Set(networks as string[])];
  };
}
