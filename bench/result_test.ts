import assert from "node:assert/strict";
import type { Machine } from "./machine.ts";
import { exactly, isFarOff, lineOf, type Result } from "./result.ts";
import { resultsPage } from "./results_page.ts";

const ratio = { median: 0.5, least: 0.42, most: 0.61 };
const reads: Result = { ...ratio, name: "Reads", target: { atLeast: 0.35 }, aside: "8,000 a second" };
const storm: Result = { ...ratio, median: 1.4, name: "Storm", target: { atMost: 2 }, aside: "5 ms" };
const scripts: Result = {
  ...exactly(12.63, "KB"),
  name: "Scripts",
  target: { atMost: 25 },
  aside: "6 files",
};
const trips: Result = { ...exactly(2, "trips"), name: "Trips", aside: "9 statements" };

Deno.test("a result is far off below half of what is wanted, or above twice of what is allowed", () => {
  const of = (result: Result, median: number) => isFarOff({ ...result, median });
  assert.deepEqual([0.35, 0.18, 0.17].map((it) => of(reads, it)), [false, false, true]);
  assert.deepEqual([2, 4, 4.1].map((it) => of(storm, it)), [false, false, true]);
  assert.equal(of(trips, 1_000), false, "nothing was wanted");
  assert.equal(of({ ...scripts, target: { atMost: 0 } }, 0.1), true);
});

Deno.test("a result is told with its spread, its target and what it was here", () => {
  assert.equal(lineOf(reads), "0.50 (0.42 to 0.61; at least 0.35)  Reads: 8,000 a second");
  assert.equal(lineOf(scripts), "12.6 KB (exactly; at most 25.0 KB)  Scripts: 6 files");
  assert.equal(lineOf(trips), "2 (exactly; no target)  Trips: 9 statements");
});

Deno.test("the page of results says on what, and with which Deno and Postgres, they were measured", () => {
  const machine: Machine = {
    processor: "2 × Some Processor",
    memory: "24 GiB",
    system: "linux 6.18, x86_64",
    deno: "2.9.6",
    postgres: "18.4",
  };
  const page = resultsPage([reads, trips], machine, new Date("2026-11-27T12:00:00Z"));
  for (const it of ["2026-11-27", ...Object.values(machine)]) assert.ok(page.includes(it), it);
  assert.match(page, /\| Reads \| 0\.50 \| 0\.42 to 0\.61 \| at least 0\.35 \| 8,000 a second \|\n/);
});
