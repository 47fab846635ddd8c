import { config } from "@/lib/config.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";
import { appAt, type TestApp } from "./app.ts";
import { freePort } from "./free_port.ts";
import { startProcess } from "./process.ts";
import { startRedis, type TestRedis } from "./redis.ts";

/** Two web processes and one worker, on this test's Postgres and one Redis. */
export type Row = AsyncDisposable & {
  redis: TestRedis;
  ports: number[];
  webs: TestApp[];
  /** The lines that each web process has logged. */
  logs: Line[][];
  /** For tests that look into the queue themselves. */
  stopWorker(): Promise<void>;
};

type Line = { level: string; event: string };

export async function startRow(): Promise<Row> {
  await buildIfStale();
  const redis = await startRedis();
  const ports = [freePort(), freePort()];
  const settings = { REDIS_URL: redis.url, BASE_URL: config.baseUrl.origin };
  const logs: Line[][] = ports.map(() => []);
  const [worker, ...servers] = await Promise.all([
    startProcess("tools/worker.ts", { env: settings }),
    ...ports.map((port, web) =>
      startProcess("tools/serve.ts", {
        env: { ...settings, PORT: String(port) },
        onEntry: (entry) => void logs[web].push(entry),
      })
    ),
  ]);
  let isWorking = true;
  const stopWorker = async () => {
    if (isWorking) await worker.stop();
    isWorking = false;
  };
  return {
    redis,
    ports,
    webs: ports.map((port) => appAt([port])),
    logs,
    stopWorker,
    async [Symbol.asyncDispose]() {
      await Promise.all([stopWorker(), ...servers.map((it) => it.stop())]);
      await redis.kill();
    },
  };
}
