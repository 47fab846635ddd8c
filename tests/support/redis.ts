import { freePort } from "./free_port.ts";
import { pathOf, testWith } from "./needs.ts";

export type TestRedis = AsyncDisposable & {
  url: string;
  /** SIGKILL: it keeps nothing. */
  kill(): Promise<void>;
  /** On the same port, empty. */
  start(): Promise<void>;
  /** SIGSTOP: connections stay and nothing answers. */
  hang(): void;
  goOn(): void;
};

/** A test on a real Redis. */
export function redisTest(name: string, fn: () => Promise<void>): void {
  testWith(["redis-server"], name, fn);
}

/** A Redis of the test's own, in memory alone. */
export async function startRedis(): Promise<TestRedis> {
  const port = freePort();
  let child: Deno.ChildProcess | undefined;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
      child = new Deno.Command(pathOf("redis-server"), { args, stdout: "null" }).spawn();
      await untilOpen(port);
    },
    async kill() {
      child?.kill("SIGKILL");
      await child?.status;
      child = undefined;
    },
    hang: () => child?.kill("SIGSTOP"),
    goOn: () => child?.kill("SIGCONT"),
    [Symbol.asyncDispose]: () => redis.kill(),
  };
  await redis.start();
  return redis;
}

async function untilOpen(port: number) {
  for (let attempt = 0; attempt < 500; attempt++) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  throw new Error(`Redis did not open port ${port}`);
}
