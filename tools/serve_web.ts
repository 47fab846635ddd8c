import { config } from "@/lib/config.ts";
import { closeState, openState } from "@/lib/state/open_state.ts";
import { builtApp } from "./built_app.ts";
import type { Stoppable } from "./until_stopped.ts";

/** Serves the built app, by TLS where a certificate is given. `stop` takes no new requests and waits for those under way. */
export async function serveWeb(certificate?: Deno.TlsCertifiedKeyPem): Promise<Stoppable> {
  // A folder that another web process holds is said now, not at the first request.
  await openState();
  const app = await builtApp();
  const server = Deno.serve({
    port: config.port,
    // On embedded defaults the demo's password is public: nobody but this machine may try it.
    hostname: config.isLocal ? "127.0.0.1" : "0.0.0.0",
    onListen() {},
    ...certificate,
  }, (req, info) => isReadable(req.url) ? app(req, info) : refusal());
  return {
    async stop() {
      await server.shutdown();
      await closeState();
    },
  };
}

/** The router throws on a path whose percent signs do not decode. */
function isReadable(url: string): boolean {
  try {
    decodeURI(new URL(url).pathname);
    return true;
  } catch {
    return false;
  }
}

function refusal(): Response {
  return new Response(
    "The address of this page cannot be read: a percent sign in it is not followed by two digits\n",
    {
      status: 400,
      headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
    },
  );
}
