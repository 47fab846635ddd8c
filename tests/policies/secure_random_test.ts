import assert from "node:assert/strict";

/** Where chance only spreads work over time. */
const HARMLESS = ["components/news_follower.ts", "lib/jobs/retry_delay_seconds.ts", "lib/live/watch.ts"];

Deno.test("nothing that has to be secret comes from Math.random()", () => {
  const folders = ["lib", "routes", "components", "islands"];
  const guessing = folders.flatMap((it) => [...filesBelow(it)])
    .filter((it) => !/_test\.tsx?$/.test(it) && Deno.readTextFileSync(it).includes("Math.random"));
  assert.deepEqual(guessing.sort(), HARMLESS);
});

function* filesBelow(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* filesBelow(`${folder}/${name}`);
    else if (/\.tsx?$/.test(name)) yield `${folder}/${name}`;
  }
}
