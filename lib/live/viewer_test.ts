import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { Viewer } from "./viewer.ts";

const AN_HOUR = 3_600_000;

Deno.test("a viewer is told what differs from what its page shows, and that once", async () => {
  using page = open("v1");
  page.viewer.tell("v1");
  page.viewer.beat();
  assert.deepEqual(await page.viewer.next(), { kind: "beat" });
  page.viewer.tell("v2");
  page.viewer.tell("v2");
  assert.deepEqual(await page.viewer.next(), { kind: "changed", version: "v2" });
  page.viewer.tell("v2");
  page.viewer.beat();
  assert.deepEqual(await page.viewer.next(), { kind: "beat" });
});

Deno.test("a page that does not know what it shows is told the version there is", async () => {
  using page = open(undefined);
  page.viewer.tell("v1");
  assert.deepEqual(await page.viewer.next(), { kind: "changed", version: "v1" });
});

Deno.test("who waits is woken, and who reads slowly finds the last version alone", async () => {
  using page = open("v0");
  const waiting = page.viewer.next();
  page.viewer.tell("v1");
  assert.deepEqual(await waiting, { kind: "changed", version: "v1" });
  for (let version = 2; version <= 1_000; version++) {
    page.viewer.tell(`v${version}`);
    page.viewer.beat();
  }
  assert.deepEqual(await page.viewer.next(), { kind: "changed", version: "v1000" });
  const next = page.viewer.next();
  page.viewer.end();
  assert.equal(await next, undefined, "nothing else was kept");
});

Deno.test("a viewer ends once, at the latest when its time is up, and wakes who waits", async () => {
  const page = open("v1", 20);
  assert.equal(await page.viewer.next(), undefined);
  page.viewer.tell("v2");
  page.viewer.end();
  assert.equal(await page.viewer.next(), undefined);
  assert.equal(page.ends, 1);
});

function open(version: string | undefined, lifetimeMs = AN_HOUR) {
  const page = {
    ends: 0,
    viewer: new Viewer({
      sessionId: newId(),
      userId: newId(),
      version,
      lifetimeMs,
      onEnd: () => page.ends++,
    }),
    [Symbol.dispose]: () => page.viewer.end(),
  };
  return page;
}
