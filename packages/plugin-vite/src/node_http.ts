import { type IncomingMessage, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

export type FetchHandler = (req: Request, info: Deno.ServeHandlerInfo) => Promise<Response>;

/** Answers a request of a Node server, as Vite's is, with a handler of web requests. */
export async function answerNode(
  handler: FetchHandler,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  res.on("close", () => gone.abort());
  const response = await handler(webRequest(req, gone.signal), {
    remoteAddr: {
      transport: "tcp",
      hostname: req.socket.remoteAddress ?? "",
      port: req.socket.remotePort ?? 0,
    },
    completed: new Promise((resolve) => res.on("close", () => resolve())),
  });
  res.statusCode = response.status;
  // One by one, because several Set-Cookie headers must stay several.
  for (const [name, value] of response.headers) res.appendHeader(name, value);
  if (!response.body) {
    res.end();
    return;
  }
  try {
    // deno-lint-ignore no-explicit-any
    await pipeline(Readable.fromWeb(response.body as any), res);
  } catch (error) {
    // A browser that leaves while it is being answered is no fault.
    if (!gone.signal.aborted) throw error;
  }
}

function webRequest(req: IncomingMessage, signal: AbortSignal): Request {
  const scheme = "encrypted" in req.socket ? "https" : "http";
  const url = new URL(`${scheme}://${req.headers.host ?? "localhost"}${req.url}`);
  const headers = new Headers();
  for (let at = 0; at < req.rawHeaders.length; at += 2) {
    headers.append(req.rawHeaders[at], req.rawHeaders[at + 1]);
  }
  const hasBody = req.method !== "GET" && req.method !== "HEAD";
  // deno-lint-ignore no-explicit-any
  const body = hasBody ? Readable.toWeb(req) as any : undefined;
  return new Request(url, { method: req.method, headers, body, signal });
}
