import { cpSync, existsSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Browser, chromium } from "playwright-core";
import type { InlineConfig } from "vite";
import { fresh, type FreshViteConfig } from "../src/mod.ts";

const PACKAGES = resolve(import.meta.dirname!, "../..");

/** A copy of the fixture app in a temporary folder that is removed at the end of the scope. */
export function fixtureCopy(options?: FreshViteConfig): { root: string; vite: InlineConfig } & Disposable {
  const root = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "fresh-fixture-" }));
  cpSync(join(import.meta.dirname!, "fixture-app"), root, { recursive: true });
  symlinkSync(join(dirname(PACKAGES), "node_modules"), join(root, "node_modules"));
  // Tests run what they build under the configuration of this project.
  const { imports } = JSON.parse(Deno.readTextFileSync(join(PACKAGES, "../deno.json")));
  Deno.writeTextFileSync(
    join(root, "deno.json"),
    JSON.stringify({
      nodeModulesDir: "manual",
      links: [join(PACKAGES, "fresh"), join(PACKAGES, "plugin-vite")],
      imports,
    }),
  );
  const vite: InlineConfig = {
    root,
    configFile: false,
    cacheDir: join(root, ".cache"),
    logLevel: "silent",
    plugins: [fresh(options)],
  };
  return { root, vite, [Symbol.dispose]: () => Deno.removeSync(root, { recursive: true }) };
}

/** Changes the text of a file of the fixture. */
export function edit(file: string, from: string, to: string): void {
  Deno.writeTextFileSync(file, Deno.readTextFileSync(file).replace(from, to));
}

const CHROMIUM = "/usr/bin/chromium-headless-shell";
/** In CI it has to be there, and what needs it fails without. */
export const hasBrowser: boolean = existsSync(CHROMIUM) || Deno.env.get("CI") === "true";

export async function openBrowser(): Promise<Browser & AsyncDisposable> {
  const args = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking " +
    "--disable-component-update --disable-sync";
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: args.split(" ") });
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}
