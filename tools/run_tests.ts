/**
 * `deno task test [paths or flags of deno test]`: runs the tests on a Postgres of their own, with the pages built.
 * Ends with the line `N passed, N failed`.
 */
import { join } from "node:path";
import { withOwnPostgres } from "./own_postgres.ts";

const ALL = ["bench/", "components/", "lib/", "packages/", "routes/", "sandbox/", "tests/", "tools/"];

await withOwnPostgres(async () => {
  Deno.exitCode = await runTests(Deno.args);
});

async function runTests(args: string[]): Promise<number> {
  const paths = args.some((it) => !it.startsWith("-")) ? [] : ALL.filter(isThere);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--quiet", ...paths, ...args],
    stdout: "piped",
  }).spawn();
  let printed = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    await Deno.stdout.write(new TextEncoder().encode(text));
    printed = (printed + text).slice(-2_000);
  }
  const { code } = await child.status;
  // deno-lint-ignore no-control-regex
  const plain = printed.replaceAll(/\x1b\[\d+m/g, "");
  // The last one: a test may itself run tests and show what they said.
  const counts = [...plain.matchAll(/(\d+) passed.*?\| (\d+) failed(?:.*?\| (\d+) ignored)?/g)].at(-1);
  if (counts) {
    console.log(`${counts[1]} passed, ${counts[2]} failed${counts[3] ? `, ${counts[3]} skipped` : ""}`);
  }
  return code;
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(join(Deno.cwd(), path)).isDirectory;
  } catch {
    return false;
  }
}
