import { Buffer } from "node:buffer";
import { createHash, createPublicKey } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import { generate } from "selfsigned";
import { config } from "@/lib/config.ts";
import { adminDatabaseUrl } from "@/lib/db/database_urls.ts";
import { masterKey } from "@/lib/master_key.ts";
import { startMailbox } from "@/sandbox/mailbox/start_mailbox.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";
import { freePort } from "./free_port.ts";

/** Rowhouse by TLS on `*.rowhouse.test`, where siblings are same-site as they are in the world, unlike `*.localhost`. */
export type House = {
  origin: string;
  tenantOrigin(slug: string): string;
  /** Arguments that make Chromium find the hosts here and trust this house's certificate alone. */
  browserArgs: string[];
  /** One request beside the browser's; a redirect is an answer. */
  ask(url: string, options?: { method?: string; headers?: Record<string, string> }): Promise<Answer>;
  /** Sends a signal to the process. @returns how it ended. */
  signal(name: Deno.Signal): Promise<Deno.CommandStatus>;
  /** After the end of the process, the next one in its place. */
  reopen(): Promise<void>;
  cleanUp(): Promise<void>;
  /** SIGTERM, and cleans up. */
  stop(): Promise<void>;
};

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** @param env beside what every house has, such as a Redis for its state. */
export async function startHouse(env: Record<string, string> = {}): Promise<House> {
  await buildIfStale();
  const mailbox = await startMailbox({ dataDir: config.dataDir });
  const port = freePort();
  const { private: key, cert } = await generate([{ name: "commonName", value: "rowhouse.test" }], {
    extensions: [{
      name: "subjectAltName",
      altNames: ["rowhouse.test", "*.rowhouse.test"].map((value) => ({ type: 2, value })),
    }],
  });
  const dataDir = Deno.makeTempDirSync({ prefix: "rowhouse-house-" });
  const [certFile, keyFile] = [join(dataDir, "cert.pem"), join(dataDir, "key.pem")];
  Deno.writeTextFileSync(certFile, cert);
  Deno.writeTextFileSync(keyFile, key, { mode: 0o600 });
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/support/serve_tls.ts", certFile, keyFile],
    env: {
      BASE_URL: `https://rowhouse.test:${port}`,
      DATA_DIR: dataDir,
      DATABASE_URL: adminDatabaseUrl(),
      MAIL_FROM: "Rowhouse <hello@rowhouse.test>",
      MASTER_KEY: Buffer.from(masterKey()).toString("base64"),
      PORT: String(port),
      TRUSTED_PROXIES: "0",
      SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
      ...env,
    },
    stdout: "piped",
  });
  let child: Deno.ChildProcess;
  const reopen = async () => {
    child = command.spawn();
    await untilReady(child.stdout.pipeThrough(new TextDecoderStream()).getReader());
  };
  await reopen();
  const signal = (name: Deno.Signal) => {
    child.kill(name);
    return child.status;
  };
  const cleanUp = async () => {
    await mailbox.stop();
    Deno.removeSync(dataDir, { recursive: true });
  };
  return {
    origin: `https://rowhouse.test:${port}`,
    tenantOrigin: (slug) => `https://${slug}.rowhouse.test:${port}`,
    browserArgs: [
      "--host-resolver-rules=MAP rowhouse.test 127.0.0.1, MAP *.rowhouse.test 127.0.0.1",
      `--ignore-certificate-errors-spki-list=${fingerprint(cert)}`,
    ],
    ask,
    signal,
    reopen,
    cleanUp,
    async stop() {
      await signal("SIGTERM");
      await cleanUp();
    },
  };
}

async function untilReady(output: ReadableStreamDefaultReader<string>) {
  let printed = "";
  while (!printed.includes("ready\n")) {
    const { value, done } = await output.read();
    if (done) throw new Error(`The house did not open:\n${printed}`);
    printed += value;
  }
  // Read on, so that the log never fills the pipe.
  (async () => {
    while (!(await output.read()).done);
  })();
}

function fingerprint(cert: string): string {
  const key = createPublicKey(cert).export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64");
}

/** Deno's `fetch` would look the name up, which nobody but the browser's resolver knows. */
const ask: House["ask"] = (url, { method = "GET", headers = {} } = {}) => {
  const { host, hostname: servername, port, pathname, search } = new URL(url);
  const options = {
    host: "127.0.0.1",
    port,
    servername,
    rejectUnauthorized: false,
    method,
    path: pathname + search,
    headers: { host, ...headers },
  };
  return new Promise((resolve, reject) => {
    request(options, async (res) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of res) chunks.push(chunk);
      resolve({ status: res.statusCode!, headers: res.headers, text: Buffer.concat(chunks).toString() });
    }).on("error", reject).end();
  });
};
