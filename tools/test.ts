/**
 * `deno task test [paths or flags of deno test]`: runs the tests on a Postgres of their own, with the pages built.
 * Ends with the line `N passed, N failed`.
 */
import { join } from "node:path";

const ALL = ["lib/", "packages/", "sandbox/", "tests/", "tools/"];

const dataDir = Deno.makeTempDirSync({ prefix: "rowhouse-test-" });
Deno.chmodSync(dataDir, 0o755);
for (const name of Object.keys(Deno.env.toObject())) {
  if (/^(DATABASE|REDIS|UPSTASH|STRIPE|SMTP|MAIL|MASTER|BASE|DEMO|PORT)/.test(name)) Deno.env.delete(name);
}
Deno.env.set("DATA_DIR", dataDir);
// The configuration is read when a module of lib/ is first loaded, so not before this line.
const { prepareDatabase } = await import("./prepare_database.ts");

const database = await prepareDatabase(() => {});
try {
  Deno.exitCode = await runTests(Deno.args);
} finally {
  await database.stop();
  Deno.removeSync(dataDir, { recursive: true });
}

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
  const counts = printed.replaceAll(/\x1b\[\d+m/g, "").match(
    /(\d+) passed.*?\| (\d+) failed(?: .*?\| (\d+) ignored)?/,
  );
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
