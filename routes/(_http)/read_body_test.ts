import assert from "node:assert/strict";
import { HttpError } from "fresh";
import { MOST_HELD_BYTES, readBody } from "./read_body.ts";

Deno.test("readBody() reads a body of many chunks, and one of none", async () => {
  assert.deepEqual(await readBody(sending(bytes(3), bytes(4)), { maxBytes: 7 }), bytes(7));
  assert.deepEqual(await readBody(new Request("http://x", { method: "POST" }), { maxBytes: 7 }), bytes(0));
});

Deno.test("readBody() stops at the limit, and before it where Content-Length tells", async () => {
  assert.equal(await readBody(sending(bytes(3), bytes(5)), { maxBytes: 7 }), undefined);
  const declared = new Request("http://x", { method: "POST", headers: { "content-length": "8" } });
  assert.equal(await readBody(declared, { maxBytes: 7 }), undefined);
});

Deno.test("readBody() gives up on a body that never finishes, and lets go of it", async () => {
  const { req, cancelled } = hanging(bytes(3));
  await refused(readBody(req, { maxBytes: 7, timeoutMs: 50 }), 408, "The body took longer than 0.05 seconds");
  await cancelled;
});

Deno.test("readBody() holds a body that trickles to the same deadline", async () => {
  let timer: ReturnType<typeof setInterval>;
  const trickling = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => void (timer = setInterval(() => controller.enqueue(bytes(1)), 10)),
    cancel: () => clearInterval(timer),
  });
  await refused(readBody(request(trickling), { maxBytes: 1_000, timeoutMs: 50 }), 408);
});

Deno.test("readBody() says that a body ended early when the client hangs up", async () => {
  const { promise: answered, resolve } = Promise.withResolvers<unknown>();
  const listening = { hostname: "127.0.0.1", port: 0, onListen() {} };
  await using server = Deno.serve(listening, async (req) => {
    resolve(await readBody(req, { maxBytes: 1_000 }).catch((error) => error));
    return new Response();
  });
  const connection = await Deno.connect({ port: (server.addr as Deno.NetAddr).port });
  await connection.write(
    new TextEncoder().encode("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc"),
  );
  connection.close();
  await refused(Promise.reject(await answered), 400, "The body ended early");
});

Deno.test("readBody() takes no more bytes at once than this process may hold, and goes on afterwards", async () => {
  const large = bytes(MOST_HELD_BYTES / 4);
  const slow = [1, 2, 3, 4].map(() => hanging(large));
  const held = slow.map(({ req }) => readBody(req, { maxBytes: large.length, timeoutMs: 200 }));
  const refusals = held.map((it) => refused(it, 408));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await refused(readBody(sending(bytes(1)), { maxBytes: 7 }), 503, "Too much is being sent at once");
  await Promise.all(refusals);
  assert.deepEqual(await readBody(sending(bytes(1)), { maxBytes: 7 }), bytes(1));
});

function bytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(length);
}

function sending(...chunks: Uint8Array<ArrayBuffer>[]): Request {
  return request(ReadableStream.from(chunks));
}

/** A body that begins and never ends. */
function hanging(chunk: Uint8Array<ArrayBuffer>) {
  const { promise: cancelled, resolve: cancel } = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (it) => it.enqueue(chunk), cancel });
  return { req: request(body), cancelled };
}

function request(body: ReadableStream<Uint8Array<ArrayBuffer>>): Request {
  return new Request("http://x", { method: "POST", body });
}

async function refused(reading: Promise<unknown>, status: number, message?: string) {
  await assert.rejects(reading, (error) => {
    assert(error instanceof HttpError);
    assert.equal(error.status, status);
    if (message) assert.equal(error.message, message);
    return true;
  });
}
