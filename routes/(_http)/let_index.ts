import type { Context } from "fresh";
import { config } from "@/lib/config.ts";
import type { State } from "@/utils.ts";

/** Search engines may keep this answer, if it is a page at the public address; everywhere else they may not. */
export function letIndex({ req, state }: Context<State>, res: Response): Response {
  const isPage = req.method === "GET" && res.headers.get("content-type")?.startsWith("text/html");
  if (isPage && state.host.kind === "base" && !config.isLocal) res.headers.set("x-robots-tag", "all");
  return res;
}
