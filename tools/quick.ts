/** `deno task quick`: static checks, and the tests of what differs from the last commit. */
import { checkStatically } from "./check_statically.ts";
import { explained } from "./explained.ts";
import { lines, run } from "./run.ts";

await explained(async () => {
  await checkStatically();
  const tests = await testsOfChanges();
  if (tests.length === 0) console.log("Nothing changed that has a test");
  else await run(Deno.execPath(), ["task", "test", ...tests]);
});

/** Tests that changed, and those beside or named after a file that changed. */
async function testsOfChanges(): Promise<string[]> {
  const changed = await lines("git", ["diff", "--name-only", "--diff-filter=AMR", "HEAD"]);
  const untracked = await lines("git", ["ls-files", "--others", "--exclude-standard"]);
  const all = (await lines("git", ["ls-files", "--cached", "--others", "--exclude-standard"]))
    .filter((path) => /_test\.tsx?$/.test(path));
  const wanted = [...changed, ...untracked].flatMap((path) => all.filter((test) => belongs(test, path)));
  return [...new Set(wanted)];
}

function belongs(test: string, path: string): boolean {
  if (test === path) return true;
  if (path.startsWith("migrations/")) return test.startsWith("tests/policies/");
  if (path.startsWith("routes/")) {
    return test === `tests/requests/${path.slice(7).replace(/\.tsx?$/, "_test.ts")}`;
  }
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  return folder !== "" && test.startsWith(folder) && !path.startsWith("tests/");
}
