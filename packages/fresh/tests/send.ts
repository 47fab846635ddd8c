import type { App } from "../src/app.ts";
import type { Any } from "../src/handlers.ts";

/** `send(app, "POST /form", init)` without a server in between. */
export function send(app: App<Any>, line: string, init?: RequestInit): Promise<Response> {
  const [method, path] = line.split(" ");
  return app.handler()(new Request(`http://localhost${path}`, { method, ...init }));
}

export async function sendForText(app: App<Any>, line: string, init?: RequestInit): Promise<string> {
  return await (await send(app, line, init)).text();
}
