import { config } from "@/lib/config.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";
import { appAt, type TestApp } from "./app.ts";
import { freePort } from "./free_port.ts";
import { startRedis, type TestRedis } from "./redis.ts";

/** Two web processes and one worker, on this test's Postgres and one Redis. */
export type Row = AsyncDisposable & {
  redis: TestRedis;
  ports: number[];
  webs: TestApp[];
  /** The lines that each web process has logged. */
  logs: Line[][];
};

type Line = { level: string; event: string };

export async function startRow(): Promise<Row> {
  await buildIfStale();
  const redis = await startRedis();
  const ports = [freePort(), freePort()];
  const settings = { REDIS_URL: redis.url, BASE_URL: config.baseUrl.origin };
  const webs = ports.map((port) => startProcess("tools/serve.ts", { ...settings, PORT: String(port) }));
  const processes = [...webs, startProcess("tools/worker.ts", settings)];
  await Promise.all(processes.map((it) => it.ready));
  return {
    redis,
    ports,
    webs: ports.map((port) => appAt([port])),
    logs: webs.map((it) => it.lines),
    async [Symbol.asyncDispose]() {
      await Promise.all(processes.map((it) => it.stop()));
      await redis.kill();
    },
  };
}

function startProcess(script: string, env: Record<string, string>) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script],
    env,
    stdout: "piped",
  }).spawn();
  const lines: Line[] = [];
  const ready = Promise.withResolvers<void>();
  const read = async () => {
    let rest = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + text).split("\n");
      rest = parts.pop()!;
      for (const line of parts) {
        if (line.startsWith("{")) lines.push(JSON.parse(line));
        else ready.resolve(); // what a task says when it has started
      }
    }
    ready.reject(new Error(`${script} ended`));
  };
  read();
  return {
    lines,
    ready: ready.promise,
    async stop() {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}
