import { config } from "@/lib/config.ts";
import { closeState, openState } from "@/lib/state/open_state.ts";
import { builtApp } from "./built_app.ts";
import { OpenStreams } from "./open_streams.ts";
import type { Stoppable } from "./until_stopped.ts";

/** Of the five seconds that a stop has, what requests under way may take. */
const FINISH_WITHIN_MS = 4_000;

/**
 * Serves the built app, by TLS where a certificate is given. `stop` lets requests under way finish, ends streams and
 * takes nothing new.
 */
export async function serveWeb(certificate?: Deno.TlsCertifiedKeyPem): Promise<Stoppable> {
  // A folder that another web process holds is said now, not at the first request.
  await openState();
  const app = await builtApp();
  const underWay = new Set<Promise<Response>>();
  const streams = new OpenStreams();
  let isStopping = false;
  const server = Deno.serve({
    port: config.port,
    // On embedded defaults the demo's password is public: nobody but this machine may try it.
    hostname: config.isLocal ? "127.0.0.1" : "0.0.0.0",
    onListen() {},
    // Our secrets are in no page twice, so that their length tells nothing (docs/decisions/010).
    automaticCompression: true,
    ...certificate,
  }, (req, info) => {
    if (isStopping) return refusal(503, "This process is being replaced; ask again", { "retry-after": "1" });
    if (!isReadable(req.url)) {
      return refusal(400, "This address is not valid UTF-8 in percent-encoding");
    }
    const response = app(req, info);
    underWay.add(response);
    const forget = () => underWay.delete(response);
    response.then(forget, forget);
    return response.then((res) => streams.follow(res));
  });
  return {
    async stop() {
      isStopping = true;
      streams.end();
      // Deno's own shutdown breaks off bodies that are still arriving.
      await Promise.race([Promise.allSettled(underWay), afterwards(FINISH_WITHIN_MS)]);
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

function refusal(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff", ...headers },
  });
}

function afterwards(ms: number): Promise<void> {
  return new Promise((resolve) => Deno.unrefTimer(setTimeout(resolve, ms)));
}
