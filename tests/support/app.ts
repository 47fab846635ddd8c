import { config } from "@/lib/config.ts";
import { type AppHandler, builtApp } from "@/tools/built_app.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";
import { sendTo } from "./send_to.ts";

/** Who is asking, as cookies on one host. */
export type Visitor = { accessToken: string; refreshToken: string };

type Asked = {
  as?: Visitor;
  /** Of logins under way, as a cookie on the host. */
  binding?: string;
  method?: string;
  /** Sent as a browser's form. */
  form?: Record<string, string>;
  headers?: Record<string, string>;
  body?: BodyInit;
};

/** The built app on the test's database. */
export class TestApp {
  #app: AppHandler;
  /** Where all of its requests come from, an address of this machine. */
  readonly address: string;

  constructor(app: AppHandler, address = "127.0.0.1") {
    this.#app = app;
    this.address = address;
  }

  fetch(req: Request): Promise<Response> {
    const remoteAddr = { transport: "tcp", hostname: this.address, port: 50_000 } as const;
    return this.#app(req, { remoteAddr, completed: Promise.resolve() });
  }

  /** One request to an origin, as a browser would send it: with cookies, and with `Origin` on a post. */
  ask(origin: string, path: string, asked: Asked = {}): Promise<Response> {
    const { as, binding, form, method, headers = {}, body } = asked;
    const { host } = new URL(origin);
    const cookies = [
      ...(as ? [`__Host-at=${as.accessToken}`, `__Host-rt=${as.refreshToken}`] : []),
      ...(binding ? [`__Host-login=${binding}`] : []),
    ];
    const isPost = form !== undefined || (method ?? "GET") !== "GET";
    return this.fetch(
      new Request(`${origin}${path}`, {
        method: method ?? (form ? "POST" : "GET"),
        body: form ? new URLSearchParams(form) : body,
        redirect: "manual",
        headers: {
          host,
          ...(isPost && { origin }),
          ...(cookies.length > 0 && { cookie: cookies.join("; ") }),
          ...headers,
        },
      }),
    );
  }
}

/** For tests that look into the process that answers: ignored where that is another one. */
export const isSpread = Deno.env.has("SPREAD_OVER_PORTS");

/** In this process, or where the test of several processes says so in turn over theirs. */
export async function startApp(): Promise<TestApp> {
  const ports = Deno.env.get("SPREAD_OVER_PORTS");
  if (ports) return appAt(ports.split(",").map(Number), someAddressHere());
  await buildIfStale();
  return new TestApp(await builtApp());
}

/** The app of other processes on this machine, each asked in its turn. */
export function appAt(ports: number[], address?: string): TestApp {
  let turn = 0;
  return new TestApp((req) => sendTo(ports[turn++ % ports.length], req, address), address);
}

/** What one file of tests gets wrong must not count against the next one, which asks the same processes. */
function someAddressHere(): string {
  const [second, third, fourth] = crypto.getRandomValues(new Uint8Array(3));
  return `127.${second}.${third}.${Math.max(fourth, 1)}`;
}

export const baseOrigin = config.baseUrl.origin;
