import type { Context } from "fresh";
import { config } from "@/lib/config.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import type { State } from "@/utils.ts";
import { deviceOf } from "./device_cookie.ts";
import { addressOf, placeOf } from "./place_of.ts";

export function visitorOf(ctx: Context<State>): Visitor {
  const { req, state } = ctx;
  return {
    ip: clientAddress(peerOf(ctx), req.headers.get("x-forwarded-for"), config.trustedProxies),
    address: exactAddress(ctx),
    userAgent: req.headers.get("user-agent") ?? undefined,
    device: deviceOf(req, state),
    requestId: state.requestId,
  };
}

/** For lists of networks, which may name single addresses; undefined where the connection has none. */
export function exactAddress(ctx: Context<State>): string | undefined {
  const peer = peerOf(ctx);
  const seen = seenByProxy(ctx.req.headers.get("x-forwarded-for"), config.trustedProxies);
  return addressOf(seen ?? peer) ?? addressOf(peer);
}

function peerOf({ info: { remoteAddr } }: Context<State>): string {
  return remoteAddr.transport === "tcp" ? remoteAddr.hostname : "local";
}

/**
 * The place of the client, as the outermost of our own proxies saw it. What stands further left in the header is the
 * client's own word, and worth nothing.
 */
export function clientAddress(peer: string, forwardedFor: string | null, trustedProxies: number): string {
  const seen = seenByProxy(forwardedFor, trustedProxies);
  return placeOf(seen ?? peer) ?? placeOf(peer) ?? peer;
}

function seenByProxy(forwardedFor: string | null, trustedProxies: number): string | undefined {
  const addresses = forwardedFor?.split(",").map((it) => it.trim()).filter(Boolean) ?? [];
  return trustedProxies === 0 ? undefined : addresses.at(-trustedProxies);
}
