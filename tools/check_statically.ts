import { ExplainedError } from "./explained.ts";
import { lines, run } from "./run.ts";
import { structureFaults } from "./structure.ts";

const deno = Deno.execPath();

/** Format, lint, types and the order of the folders; the cheapest first. */
export async function checkStatically(): Promise<void> {
  await run(deno, ["fmt", "--check", "--quiet"]);
  await run(deno, ["lint", "--quiet"]);
  const tracked = await lines("git", [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "*.ts",
    "*.tsx",
  ]);
  const faults = structureFaults(tracked.map((path) => ({ path, text: Deno.readTextFileSync(path) })));
  if (faults.length > 0) {
    throw new ExplainedError(`The order of the folders is broken:\n  ${faults.join("\n  ")}`);
  }
  await run(deno, ["check", "--quiet", "."]);
}
