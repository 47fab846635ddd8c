import type { Machine } from "./machine.ts";
import { middleOf, type Result, spreadOf, targetOf } from "./result.ts";

/** The results as a page for people, with what they were measured on. */
export function resultsPage(results: Result[], machine: Machine, now: Date): string {
  const rows = results.map((it) =>
    `| ${it.name} | ${middleOf(it)} | ${spreadOf(it)} | ${targetOf(it)} | ${it.aside} |`
  );
  return `# Results

Written by \`deno task bench\`. A ratio is ours to the bare limit, measured beside it: the median of seven interleaved
rounds, with the least and the most. What stands under "here" says more about the machine than about Rowhouse.

${
    now.toISOString().slice(0, 10)
  }, on ${machine.processor}, ${machine.memory}, ${machine.system}; Deno ${machine.deno},
Postgres ${machine.postgres}.

| what | median | spread | target | here |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}
