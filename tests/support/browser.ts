import { type Browser, chromium, type Page } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A test in a real browser. Without one it counts as skipped, and in CI it fails: nothing is skipped there. */
export function browserTest(name: string, fn: () => Promise<void>): void {
  const isMissing = !isInstalled();
  if (isMissing) console.warn(`Browser tests need Chromium: apt-get install chromium`);
  Deno.test({ name, ignore: isMissing && Deno.env.get("CI") !== "true", fn });
}

export async function launch(args: string[] = []): Promise<Browser> {
  return await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, ...args] });
}

/** Collects what a page complains about: console errors and uncaught exceptions. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") {
      complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  return complaints;
}

function isInstalled(): boolean {
  try {
    return Deno.statSync(CHROMIUM).isFile;
  } catch {
    return false;
  }
}
