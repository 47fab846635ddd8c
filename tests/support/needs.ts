const PROGRAMS = {
  "chromium-headless-shell": "/usr/bin/chromium-headless-shell",
  "redis-server": "/usr/bin/redis-server",
};

export type Program = keyof typeof PROGRAMS;

export function pathOf(program: Program): string {
  return PROGRAMS[program];
}

/** A test with programs of the system. Without one it counts as skipped, and in CI it fails: nothing is skipped there. */
export function testWith(programs: Program[], name: string, fn: () => Promise<void>): void {
  const missing = programs.filter((it) => !isInstalled(it));
  if (missing.length > 0) console.warn(`Skipped without apt-get install ${missing.join(" ")}: ${name}`);
  Deno.test({ name, ignore: missing.length > 0 && Deno.env.get("CI") !== "true", fn });
}

function isInstalled(program: Program): boolean {
  try {
    return Deno.statSync(pathOf(program)).isFile;
  } catch {
    return false;
  }
}
