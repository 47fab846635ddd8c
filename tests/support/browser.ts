import { type Browser, chromium } from "playwright-core";
import { pathOf, type Program, testWith } from "./needs.ts";

/** Chromium without windows: the whole one draws its own beside the page, which takes processors from both. */
export const BROWSER: Program = "chromium-headless-shell";

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
  testWith([BROWSER], name, fn);
}

export async function launch(args: string[] = []): Promise<Browser> {
  return await chromium.launch({ executablePath: pathOf(BROWSER), args: [...QUIET, ...args] });
}
