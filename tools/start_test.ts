import assert from "node:assert/strict";
import { request } from "node:http";
import { DEMO_PASSWORD } from "@/lib/onboarding/seed_demo.ts";

type Started = { child: Deno.ChildProcess; printed: () => string; ended: Promise<Deno.CommandStatus> };

const SECRETS = ["DATABASE_URL", "MASTER_KEY", "SMTP_URL", "MAIL_FROM", "TRUSTED_PROXIES"];

Deno.test("start opens a house from nothing, stops on SIGTERM, and finds its data the second time", async () => {
  const dataDir = temporaryFolder();
  const port = freePort();
  const env = { PORT: String(port), DATA_DIR: dataDir };
  const first = start(env);
  await until(first, /Every mail it sends/);
  assert.match(first.printed(), /migrations applied/);
  assert.match(first.printed(), /Acme and Globex moved in/);
  assert.match(first.printed(), new RegExp(`Password for all of them +${DEMO_PASSWORD}`));
  const [, identityPort] = /Demo identity provider +http:\/\/identity\.localhost:(\d+)/.exec(
    first.printed(),
  )!;
  assert.equal(await get(Number(identityPort), "identity.localhost", "/jwks"), 200);
  assert.equal(await get(port, "localhost", "/readyz"), 200);
  assert.equal(await get(port, "acme.localhost", "/signin"), 200);
  assert.equal(await get(port, "localhost", "/dev/mail.json"), 200);

  const second = start(env);
  assert.equal((await second.ended).code, 1);
  assert.match(second.printed(), new RegExp(`Port ${port} is taken.* PORT=${port + 1} npx`));

  const neighbour = start({ ...env, PORT: String(freePort()) });
  assert.equal((await neighbour.ended).code, 1);
  assert.match(neighbour.printed(), /another process holds ".*"; one web process runs on one DATA_DIR/);
  assert.equal(await get(port, "localhost", "/readyz"), 200, "the owner was not disturbed");

  first.child.kill("SIGTERM");
  assert.equal((await first.ended).code, 0, first.printed());

  const again = start(env);
  await until(again, /Every mail it sends/);
  assert.doesNotMatch(again.printed(), /migrations applied|moved in/);
  again.child.kill("SIGKILL");
  await again.ended;

  const afterKill = start(env);
  await until(afterKill, /Every mail it sends/);
  afterKill.child.kill("SIGINT");
  assert.equal((await afterKill.ended).code, 0);
  Deno.removeSync(dataDir, { recursive: true });
});

Deno.test("start says which variable is wrong", async () => {
  const { ended, printed } = start({ PORT: "eighty", MASTER_KEY: "short" });
  assert.equal((await ended).code, 1);
  assert.match(printed(), /PORT must be a port number from 1 to 65535/);
  assert.match(printed(), /MASTER_KEY must be 32 bytes in base64/);
  assert.doesNotMatch(printed(), /\n +at /, "no stack trace");
});

Deno.test("start says that its folder cannot be written, and what to do", async () => {
  const { ended, printed } = start({ PORT: String(freePort()), DATA_DIR: "/proc/rowhouse" });
  assert.equal((await ended).code, 1);
  assert.match(printed(), /The data folder "\/proc\/rowhouse" cannot be written .*DATA_DIR=/);
});

Deno.test("start with an https BASE_URL stops while secrets are missing, and names each", async () => {
  const { ended, printed } = start({ PORT: String(freePort()), BASE_URL: "https://rowhouse.example" });
  assert.equal((await ended).code, 1);
  for (const name of SECRETS) {
    assert.match(printed(), new RegExp(`${name} must be set when BASE_URL is https`));
  }
});

function start(env: Record<string, string>): Started {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tools/start.ts"],
    env: { ...Deno.env.toObject(), DATA_DIR: "/nonexistent", NO_COLOR: "1", ...env },
    clearEnv: true,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let printed = "";
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) printed += text;
  };
  const reading = Promise.all([read(child.stdout), read(child.stderr)]);
  return { child, printed: () => printed, ended: reading.then(() => child.status) };
}

async function until({ printed, ended }: Started, pattern: RegExp) {
  const isOver = ended.then(() => true);
  while (!pattern.test(printed())) {
    const over = await Promise.race([isOver, new Promise((resolve) => setTimeout(resolve, 50, false))]);
    if (over) throw new Error(`It ended early:\n${printed()}`);
  }
}

function get(port: number, host: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, headers: { host: `${host}:${port}` } }, (res) => {
      res.resume();
      resolve(res.statusCode!);
    }).on("error", reject).end();
  });
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function temporaryFolder(): string {
  const path = Deno.makeTempDirSync({ prefix: "rowhouse-start-" });
  Deno.chmodSync(path, 0o755);
  return path;
}
