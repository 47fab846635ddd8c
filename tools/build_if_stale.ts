/** What the build reads: a change in any of these makes it stale. */
const SOURCES = [
  "assets",
  "client.ts",
  "components",
  "deno.json",
  "islands",
  "lib",
  "main.ts",
  "packages",
  "routes",
  "static",
  "utils.ts",
  "vite.config.ts",
];

/** @returns true when it built; false when `_fresh/` already holds the present sources. */
export async function buildIfStale(): Promise<boolean> {
  using lock = await Deno.open("node_modules/.build.lock", { create: true, write: true });
  await lock.lock(true);
  if (modified("_fresh/server.js") > Math.max(...SOURCES.map(newest))) return false;
  const build = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "npm:vite", "build", "--configLoader", "native", "--logLevel", "warn"],
    stdout: "piped",
    stderr: "piped",
  });
  const { success, stdout, stderr } = await build.output();
  if (!success) {
    throw new Error(
      `Building the pages failed:\n${new TextDecoder().decode(stdout)}${new TextDecoder().decode(stderr)}`,
    );
  }
  return true;
}

function newest(path: string): number {
  const own = modified(path);
  if (own === 0 || !Deno.statSync(path).isDirectory) return own;
  return Math.max(own, ...[...Deno.readDirSync(path)].map((entry) => newest(`${path}/${entry.name}`)));
}

function modified(path: string): number {
  try {
    return Deno.statSync(path).mtime?.getTime() ?? 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}
