import type { Context } from "fresh";
import type { Visitor } from "@/lib/identity/visitor.ts";
import type { State } from "@/utils.ts";

export function visitorOf({ info, req, state }: Context<State>): Visitor {
  const { remoteAddr } = info;
  return {
    ip: remoteAddr.transport === "tcp" ? remoteAddr.hostname : "local",
    userAgent: req.headers.get("user-agent") ?? undefined,
    requestId: state.requestId,
  };
}
