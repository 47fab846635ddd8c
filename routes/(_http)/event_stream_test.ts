import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { Viewer } from "@/lib/live/viewer.ts";
import { eventStream } from "./event_stream.ts";

Deno.test("eventStream() writes what a browser reads as events, and ends with its viewer", async () => {
  const { viewer } = open();
  const reader = eventStream(viewer).body!.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => (await reader.read()).value;
  assert.equal(await next(), "retry: 2000\n\n");
  viewer.tell("v2");
  assert.equal(await next(), "event: changed\nid: v2\ndata\n\n");
  viewer.beat();
  assert.equal(await next(), "event: beat\ndata\n\n");
  viewer.end();
  assert.equal(await next(), undefined);
});

Deno.test("eventStream() keeps nothing for who does not read but the last version", async () => {
  const { viewer } = open();
  const res = eventStream(viewer);
  for (let version = 2; version <= 1_000; version++) {
    viewer.tell(`v${version}`);
    viewer.beat();
    await Promise.resolve();
  }
  const reader = res.body!.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await reader.read()).value, "retry: 2000\n\n");
  assert.match((await reader.read()).value!, /id: v1000\n/);
  viewer.end();
  assert.equal((await reader.read()).done, true);
});

Deno.test("eventStream() ends its viewer when the browser leaves", async () => {
  const page = open();
  await eventStream(page.viewer).body!.cancel();
  assert.equal(page.ends, 1);
});

function open() {
  const page = {
    ends: 0,
    viewer: new Viewer({
      sessionId: newId(),
      userId: newId(),
      version: "v1",
      lifetimeMs: 60_000,
      onEnd: () => page.ends++,
    }),
  };
  return page;
}
