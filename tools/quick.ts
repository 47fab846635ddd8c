/** `deno task quick`: static checks, and the tests of what differs from the last commit. */
import { checkStatically } from "./check_statically.ts";
import { explained } from "./explained.ts";
import { lines, run } from "./run.ts";
import { testsFor } from "./tests_for.ts";

await explained(async () => {
  await checkStatically();
  const tests = await testsOfChanges();
  if (tests.length === 0) console.log("Nothing changed that has a test");
  else await run(Deno.execPath(), ["task", "test", ...tests]);
});

/** Tests that changed, and those that a changed file can break. */
async function testsOfChanges(): Promise<string[]> {
  const changed = await lines("git", ["diff", "--name-only", "HEAD"]);
  const untracked = await lines("git", ["ls-files", "--others", "--exclude-standard"]);
  const deleted = await lines("git", ["ls-files", "--deleted"]);
  const all = (await lines("git", ["ls-files", "--cached", "--others", "--exclude-standard"]))
    .filter((path) => /_test\.tsx?$/.test(path) && !deleted.includes(path));
  return [...new Set([...changed, ...untracked].flatMap((path) => testsFor(path, all)))];
}
