import type { Context } from "fresh";
import { config } from "@/lib/config.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import type { State } from "@/utils.ts";
import { placeOf } from "./place_of.ts";

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
 * The place of the client, as the outermost of our own proxies saw it. What stands further left in the header is the
 * client's own word, and worth nothing.
 */
export function clientAddress(peer: string, forwardedFor: string | null, trustedProxies: number): string {
  const addresses = forwardedFor?.split(",").map((it) => it.trim()).filter(Boolean) ?? [];
  const seen = trustedProxies === 0 ? undefined : addresses.at(-trustedProxies);
  return placeOf(seen ?? peer) ?? placeOf(peer) ?? peer;
}
