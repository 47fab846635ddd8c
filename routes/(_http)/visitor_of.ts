import type { Context } from "fresh";
import { config } from "@/lib/config.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import type { State } from "@/utils.ts";

export function visitorOf({ info, req, state }: Context<State>): Visitor {
  const { remoteAddr } = info;
  const peer = remoteAddr.transport === "tcp" ? remoteAddr.hostname : "local";
  return {
    ip: clientAddress(peer, req.headers.get("x-forwarded-for"), config.trustedProxies),
    userAgent: req.headers.get("user-agent") ?? undefined,
    requestId: state.requestId,
  };
}

/**
 * The address that the outermost of our own proxies saw. What stands further left in the header is the client's own
 * word, and worth nothing.
 */
export function clientAddress(peer: string, forwardedFor: string | null, trustedProxies: number): string {
  if (trustedProxies === 0) return peer;
  const addresses = forwardedFor?.split(",").map((it) => it.trim()).filter(Boolean) ?? [];
  return addresses.at(-trustedProxies) ?? peer;
}
