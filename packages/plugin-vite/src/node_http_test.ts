import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { answerNode, type FetchHandler } from "./node_http.ts";

async function serving(handler: FetchHandler): Promise<{ port: number } & AsyncDisposable> {
  const server = createServer((req, res) => void answerNode(handler, req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close };
}

Deno.test("answerNode() hands over method, host, headers and body", async () => {
  await using server = await serving(async (req) =>
    Response.json({ method: req.method, url: req.url, own: req.headers.get("x-own"), body: await req.text() })
  );
  const text = await new Promise<string>((resolve) => {
    const headers = { host: "acme.test:81", "x-own": "1", connection: "close" };
    const req = request({ port: server.port, path: "/a?b=%20", method: "PUT", headers }, async (res) => {
      let body = "";
      for await (const chunk of res) body += chunk;
      resolve(body);
    });
    req.end("hello");
  });
  assert.deepEqual(JSON.parse(text), {
    method: "PUT",
    url: "http://acme.test:81/a?b=%20",
    own: "1",
    body: "hello",
  });
});

Deno.test("answerNode() keeps the status and each of two Set-Cookie headers", async () => {
  await using server = await serving(() =>
    Promise.resolve(
      new Response(null, { status: 204, headers: [["set-cookie", "a=1"], ["set-cookie", "b=2"]] }),
    )
  );
  const response = await fetch(`http://127.0.0.1:${server.port}/`, { headers: { connection: "close" } });
  assert.equal(response.status, 204);
  assert.deepEqual(response.headers.getSetCookie(), ["a=1", "b=2"]);
});

Deno.test("answerNode() sends a stream as it comes, and stops it when the browser leaves", async () => {
  const stopped = Promise.withResolvers<void>();
  await using server = await serving((req) => {
    req.signal.addEventListener("abort", () => stopped.resolve());
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("first")),
    });
    return Promise.resolve(new Response(body));
  });
  const leaving = new AbortController();
  const response = await fetch(`http://127.0.0.1:${server.port}/`, { signal: leaving.signal });
  const { value } = await response.body!.getReader().read();
  assert.equal(new TextDecoder().decode(value), "first");
  leaving.abort();
  await stopped.promise;
});
