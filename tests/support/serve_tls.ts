/** A process of its own for the journeys: the built app by TLS with its worker, as behind a real domain. */
import { runWorker } from "@/tools/run_worker.ts";
import { serveWeb } from "@/tools/serve_web.ts";
import { untilStopped } from "@/tools/until_stopped.ts";
import { useDirectory } from "@/lib/tenancy/use_directory.ts";

const [certFile, keyFile] = Deno.args;

useDirectory();
const web = await serveWeb({ cert: Deno.readTextFileSync(certFile), key: Deno.readTextFileSync(keyFile) });
const worker = runWorker();
console.log("ready");
await untilStopped([web, worker]);
