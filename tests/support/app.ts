import { buildIfStale } from "@/tools/build_if_stale.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { config } from "@/lib/config.ts";

export type TestApp = {
  /** The built app's own handler, as the server calls it. */
  fetch(req: Request): Promise<Response>;
};

/** The built app in this process, on the test's database. */
export async function startApp(): Promise<TestApp> {
  await buildIfStale();
  const built: { default: { fetch: Deno.ServeHandler } } = await import("../../_fresh/server.js");
  const info = {
    remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 50_000 },
    completed: Promise.resolve(),
  };
  return {
    fetch: async (req) => await built.default.fetch(req, info as Deno.ServeHandlerInfo<Deno.NetAddr>),
  };
}
