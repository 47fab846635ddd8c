/**
 * `deno task bench [names]`: each line a ratio to the bare limit, measured beside it. Fails where one is not even half
 * of its target. Without names it measures everything and writes bench/RESULTS.md.
 */
import type { Result } from "@/bench/result.ts";
import { explained, ExplainedError } from "./explained.ts";
import { withOwnPostgres } from "./own_postgres.ts";
import { run } from "./run.ts";

const PAGE = "bench/RESULTS.md";

await explained(() => withOwnPostgres(bench));

async function bench() {
  const { MEASURES } = await import("@/bench/measures.ts");
  const { isFarOff, lineOf } = await import("@/bench/result.ts");
  const { logAside } = await import("@/bench/log_aside.ts");
  const { closeState } = await import("@/lib/state/open_state.ts");
  const asked = MEASURES.filter(({ name }) => Deno.args.length === 0 || Deno.args.includes(name));
  if (asked.length === 0) {
    throw new ExplainedError(
      `There is no such measure. There are: ${MEASURES.map((it) => it.name).join(", ")}`,
    );
  }
  const results = [];
  for (const measure of asked) {
    for (const result of await logAside(measure)) {
      console.log(lineOf(result));
      results.push(result);
    }
    await closeState();
  }
  if (results.some(isFarOff)) Deno.exitCode = 1;
  if (asked.length === MEASURES.length) await write(results);
}

async function write(results: Result[]) {
  const { machine } = await import("@/bench/machine.ts");
  const { resultsPage } = await import("@/bench/results_page.ts");
  Deno.writeTextFileSync(PAGE, resultsPage(results, await machine(), new Date()));
  await run(Deno.execPath(), ["fmt", "--quiet", PAGE]);
}
