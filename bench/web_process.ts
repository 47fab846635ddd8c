import { Buffer } from "node:buffer";
import { config } from "@/lib/config.ts";
import { adminDatabaseUrl } from "@/lib/db/database_urls.ts";
import { masterKey } from "@/lib/master_key.ts";
import { freePort } from "@/tests/support/free_port.ts";
import { type Process, startProcess } from "@/tests/support/process.ts";

export type WebProcess = Process & { port: number };

/** Starts a script that serves, on this Postgres and with a data folder of its own. */
export async function startWebProcess(script: string, env: Record<string, string> = {}): Promise<WebProcess> {
  const port = freePort();
  const dataDir = Deno.makeTempDirSync({ prefix: "rowhouse-bench-" });
  const started = await startProcess(script, {
    env: {
      BASE_URL: config.baseUrl.origin,
      DATA_DIR: dataDir,
      DATABASE_URL: adminDatabaseUrl(),
      MASTER_KEY: Buffer.from(masterKey()).toString("base64"),
      PORT: String(port),
      ...env,
    },
  });
  return {
    ...started,
    port,
    async stop() {
      await started.stop();
      Deno.removeSync(dataDir, { recursive: true });
    },
  };
}
