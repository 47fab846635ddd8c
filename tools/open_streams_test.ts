import assert from "node:assert/strict";
import { OpenStreams } from "./open_streams.ts";

Deno.test("OpenStreams ends what is open, and at once what is opened later", async () => {
  const streams = new OpenStreams();
  const early = source();
  const reader = streams.follow(early.res).body!.pipeThrough(new TextDecoderStream()).getReader();
  assert.deepEqual(await reader.read(), { done: false, value: "data: 1\n\n" });
  const waiting = reader.read();
  streams.end();
  assert.equal((await waiting).done, true);
  const late = source();
  assert.equal(await streams.follow(late.res).text(), "");
  assert.deepEqual([early.isLeft, late.isLeft], [true, true]);
});

Deno.test("OpenStreams hands on who leaves, and what else an answer says", async () => {
  const streams = new OpenStreams();
  const left = source();
  const res = streams.follow(left.res);
  assert.deepEqual([res.status, res.headers.get("x-request-id")], [200, "req_1"]);
  await res.body!.cancel();
  assert.equal(left.isLeft, true);
});

Deno.test("OpenStreams ends in peace after a stream that failed", async () => {
  const streams = new OpenStreams();
  const body = new ReadableStream({ pull: () => Promise.reject(new Error("broken")) });
  const res = streams.follow(new Response(body, { headers: { "content-type": "text/event-stream" } }));
  await assert.rejects(res.text(), /broken/);
  streams.end();
});

Deno.test("OpenStreams leaves answers alone that have an end", async () => {
  const streams = new OpenStreams();
  const page = new Response("page");
  assert.equal(streams.follow(page), page);
  streams.end();
  assert.equal(await page.text(), "page");
});

/** Sends one event, and then none. */
function source() {
  const it = { isLeft: false, res: new Response() };
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")),
    cancel: () => void (it.isLeft = true),
  });
  it.res = new Response(body, { headers: { "content-type": "text/event-stream", "x-request-id": "req_1" } });
  return it;
}
