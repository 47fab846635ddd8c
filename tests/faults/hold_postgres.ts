/** A process of its own for the tests: starts or joins the embedded Postgres, says so, and stops on end of input. */
import { config } from "@/lib/config.ts";
import { startPostgres } from "@/sandbox/postgres/start_postgres.ts";

const notes: string[] = [];
const postgres = await startPostgres({ dataDir: config.dataDir, say: (line) => notes.push(line) });
console.log(JSON.stringify({ port: postgres.port, isOwner: postgres.isOwner, notes }));
await Deno.stdin.readable.pipeTo(new WritableStream());
await postgres.stop();
