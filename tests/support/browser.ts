import { type Browser, chromium } from "playwright-core";
import { pathOf, testWith } from "./needs.ts";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A test in a real browser. */
export function browserTest(name: string, fn: () => Promise<void>): void {
  testWith(["chromium"], name, fn);
}

export async function launch(args: string[] = []): Promise<Browser> {
  return await chromium.launch({ executablePath: pathOf("chromium"), args: [...QUIET, ...args] });
}
