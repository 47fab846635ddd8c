import ipaddr from "ipaddr.js";
import { z } from "zod";

/** A network in CIDR notation, or one address; as text whose bits beyond the prefix are zero. */
export function parseNetwork(text: string): string | undefined {
  const [, address, bits] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  // Where IPv4 is not four decimal numbers, one program reads 010 as 8 and another as 10.
  if (
    address === undefined || !(ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address))
  ) {
    return undefined;
  }
  const kind = ipaddr.parse(address).kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const longest = kind === ipaddr.IPv4 ? 32 : 128;
  const prefix = Number(bits ?? longest);
  if (prefix > longest) return undefined;
  return `${kind.networkAddressFromCIDR(`${address}/${prefix}`)}/${prefix}`;
}

const MOST = 50;

/** A field with one network on each line, or between commas. */
export const NetworkList = z.string().default("").transform((text, ctx) => {
  const typed = text.split(/[\s,]+/).filter(Boolean);
  const networks = typed.map(parseNetwork);
  const wrong = typed[networks.indexOf(undefined)];
  if (wrong !== undefined) {
    ctx.addIssue({
      code: "custom",
      message: `“${wrong.slice(0, 60)}” is no address or network such as 203.0.113.0/24`,
    });
    return z.NEVER;
  }
  if (networks.length > MOST) {
    ctx.addIssue({ code: "custom", message: `Use at most ${MOST} networks` });
    return z.NEVER;
  }
  return [...new Set(networks as string[])];
});
