import assert from "node:assert/strict";
import { join } from "node:path";
import type { TestApp } from "./app.ts";

/** A test with a program of this machine. Without it the test counts as skipped, and in CI it fails. */
export function programTest(program: string, name: string, fn: () => Promise<void>): void {
  const isMissing = !isInstalled(program);
  if (isMissing) console.warn(`Tests of examples need ${program}: apt-get install ${program}`);
  Deno.test({ name, ignore: isMissing && Deno.env.get("CI") !== "true", fn });
}

export type Example = { text: string; key: string };

/** What an example printed, and the status of its last answer. */
export type Ran = { printed: string; status: number };

/** Runs a text as somebody pastes it into a terminal; every address that curl asks is the app's. */
export async function runInShell(app: TestApp, { text, key }: Example): Promise<Ran> {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (req) => app.fetch(req),
  );
  const home = Deno.makeTempDirSync({ prefix: "rowhouse-curl-" });
  try {
    const { port } = server.addr;
    const settings = [
      `connect-to = "::127.0.0.1:${port}"`,
      'write-out = "%{stderr}%{http_code}\\n"',
      'noproxy = "*"',
      "silent",
    ];
    Deno.writeTextFileSync(join(home, ".curlrc"), settings.join("\n"));
    const { printed, complained } = await run("bash", ["-euo", "pipefail", "-c", text], {
      CURL_HOME: home,
      ROWHOUSE_KEY: key,
    });
    return { printed, status: Number(complained.trim().split("\n").at(-1)) };
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

/** Runs a text as a module whose `fetch` asks the app. */
export async function runAsModule(app: TestApp, { text, key }: Example): Promise<Ran> {
  const before = { fetch: globalThis.fetch, log: console.log };
  const printed: unknown[] = [];
  let status = 0;
  globalThis.fetch = async (input, init) => {
    const req = new Request(input, init);
    req.headers.set("host", new URL(req.url).host);
    const res = await app.fetch(req);
    status = res.status;
    return res;
  };
  console.log = (...values: unknown[]) => printed.push(values.at(-1));
  Deno.env.set("ROWHOUSE_KEY", key);
  try {
    await import(`data:text/javascript,${encodeURIComponent(text)}`);
  } finally {
    globalThis.fetch = before.fetch;
    console.log = before.log;
    Deno.env.delete("ROWHOUSE_KEY");
  }
  return { printed: JSON.stringify(printed.at(-1)), status };
}

/** Runs a text in Python, and sends to the app what it would have sent. */
export async function runInPython(app: TestApp, example: Example): Promise<Ran> {
  return await sendInstead(app, "python3", ["-c", SAYING_IN_PYTHON + example.text], example);
}

/** The same in Ruby. */
export async function runInRuby(app: TestApp, example: Example): Promise<Ran> {
  return await sendInstead(app, "ruby", ["-e", SAYING_IN_RUBY + example.text], example);
}

/** In the place of the library `requests`, which Python does not bring. */
const SAYING_IN_PYTHON = `
import json, sys, types
def method(name):
    def send(url, headers={}, **values):
        body = json.dumps(values["json"]) if "json" in values else None
        print(json.dumps({"method": name, "url": url, "headers": headers, "body": body}))
        sys.exit()
    return send
names = ["get", "post", "put", "patch", "delete"]
sys.modules["requests"] = types.SimpleNamespace(**{it: method(it.upper()) for it in names})
`;

/** Ruby does not find the hosts of tenants on this machine. */
const SAYING_IN_RUBY = `
require "json"
require "net/http"
class Net::HTTP
  def request(request)
    headers = request.each_header.to_h.slice("authorization", "content-type")
    puts({ method: request.method, url: request.uri, headers:, body: request.body }.to_json)
    exit
  end
end
`;

async function sendInstead(app: TestApp, program: string, args: string[], { key }: Example): Promise<Ran> {
  const { printed } = await run(program, args, { ROWHOUSE_KEY: key });
  const { method, url, headers, body } = JSON.parse(printed);
  const asked = new Request(url, { method, body, headers: { ...headers, host: new URL(url).host } });
  const res = await app.fetch(asked);
  return { printed: await res.text(), status: res.status };
}

async function run(program: string, args: string[], env: Record<string, string>) {
  const { success, stdout, stderr } = await new Deno.Command(program, { args, env }).output();
  const [printed, complained] = [stdout, stderr].map((it) => new TextDecoder().decode(it));
  assert.ok(success, `${args.at(-1)}\n${complained}`);
  return { printed, complained };
}

function isInstalled(program: string): boolean {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  return folders.some((folder) => {
    try {
      return Deno.statSync(join(folder, program)).isFile;
    } catch {
      return false;
    }
  });
}
