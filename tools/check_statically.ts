import { ExplainedError } from "./explained.ts";
import { lines, run } from "./run.ts";
import { structureFaults } from "./structure.ts";

const deno = Deno.execPath();

/** Format, lint, types and the order of the folders; the cheapest first. */
export async function checkStatically(): Promise<void> {
  await run(deno, ["fmt", "--check", "--quiet"]);
  await run(deno, ["lint", "--quiet"]);
  const files = (await listSources()).map((path) => ({ path, text: Deno.readTextFileSync(path) }));
  const faults = structureFaults(files);
  if (faults.length > 0) {
    throw new ExplainedError(`The order of the folders is broken:\n  ${faults.join("\n  ")}`);
  }
  await run(deno, ["check", "--quiet", "."]);
}

/** As they lie in the folder: also what git does not know yet, and not what is only deleted here. */
async function listSources(): Promise<string[]> {
  const [known, deleted] = await Promise.all([
    lines("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"]),
    lines("git", ["ls-files", "--deleted"]),
  ]);
  return known.filter((path) => !deleted.includes(path));
}
