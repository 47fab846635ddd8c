import ipaddr from "ipaddr.js";
import { z } from "zod";

const MOST_NETWORKS = 50;
/** Of an IPv6 address we know the network of its household, which is all that stays the same of it. */
const NARROWEST_IPV6 = 64;

/** One network or address a line, as `203.0.113.0/24`; the empty text is anywhere. */
export const Networks = z.string().transform((text, ctx) => {
  const lines = text.split(/[\s,]+/).filter(Boolean);
  const networks = lines.map((line) => networkOf(line));
  const wrong = lines.find((_, index) => networks[index] === undefined);
  if (wrong !== undefined) {
    ctx.addIssue({
      code: "custom",
      message: `“${
        wrong.slice(0, 60)
      }” is no network; write one such as 203.0.113.0/24 or 2001:db8:1::/48 on each line`,
    });
    return z.NEVER;
  }
  if (networks.length > MOST_NETWORKS) {
    ctx.addIssue({ code: "custom", message: `Use at most ${MOST_NETWORKS} networks` });
    return z.NEVER;
  }
  return networks as string[];
});

/** Undefined for what is none. */
function networkOf(line: string): string | undefined {
  const text = line.includes("/") ? line : withWholeMask(line);
  if (text === undefined || !ipaddr.isValidCIDR(text)) return undefined;
  const [address, bits] = ipaddr.parseCIDR(text);
  if (address.kind() === "ipv6") {
    const isMapped = (address as ipaddr.IPv6).isIPv4MappedAddress();
    if (isMapped || bits > NARROWEST_IPV6) return undefined;
  }
  return `${address.toString()}/${bits}`;
}

function withWholeMask(line: string): string | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(line)) return `${line}/32`;
  return ipaddr.IPv6.isValid(line) ? `${line}/${NARROWEST_IPV6}` : undefined;
}
