import { Buffer } from "node:buffer";
import { Agent, type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";

const NO_BODY = [204, 304];
const agent = new Agent({ keepAlive: true });

/**
 * Sends a request as it is to a port of this machine: Deno's `fetch` would not honour its `Host`.
 *
 * @param localAddress where it comes from, one of 127.0.0.0/8.
 */
export async function sendTo(port: number, req: Request, localAddress?: string): Promise<Response> {
  const body = req.body ? Buffer.from(await req.arrayBuffer()) : undefined;
  const { pathname, search } = new URL(req.url);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = {
      ...Object.fromEntries(req.headers),
      // Node leaves it out with a DELETE; the body would be read as the next request.
      ...(body && { "content-length": String(body.length) }),
    };
    const to = { host: "127.0.0.1", port, method: req.method, path: pathname + search };
    request({ ...to, headers, agent, localAddress }, resolve).on("error", reject).end(body);
  });
  const status = answer.statusCode!;
  return new Response(NO_BODY.includes(status) ? null : await bodyOf(answer), {
    status,
    headers: Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
      values!.map((value): [string, string] => [name, value])
    ),
  });
}

/** Whole, but for a stream of events, which has no end. */
async function bodyOf(answer: IncomingMessage): Promise<BodyInit> {
  if (answer.headers["content-type"] === "text/event-stream") {
    return Readable.toWeb(answer) as ReadableStream<Uint8Array<ArrayBuffer>>;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return Buffer.concat(chunks);
}
