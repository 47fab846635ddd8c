/**
 * `deno task bench [names]`: each line a ratio to the bare limit, measured beside it. Fails where one is not even half
 * of its target. Without names it measures everything and writes bench/RESULTS.md.
 */
import { run } from "./run.ts";
import { withOwnPostgres } from "./own_postgres.ts";

const PAGE = "bench/RESULTS.md";

await withOwnPostgres(async () => {
  const { MEASURES } = await import("@/bench/measures.ts");
  const { isFarOff, lineOf } = await import("@/bench/result.ts");
  const { machine } = await import("@/bench/machine.ts");
  const { resultsPage } = await import("@/bench/results_page.ts");
  const asked = MEASURES.filter(({ name }) => Deno.args.length === 0 || Deno.args.includes(name));
  const results = [];
  for (const measure of asked) {
    for (const result of await measure()) {
      console.log(lineOf(result));
      results.push(result);
    }
  }
  if (results.some(isFarOff)) Deno.exitCode = 1;
  if (asked.length < MEASURES.length) return;
  Deno.writeTextFileSync(PAGE, resultsPage(results, await machine(), new Date()));
  await run(Deno.execPath(), ["fmt", "--quiet", PAGE]);
});
