import { BROWSER } from "./browser.ts";
import { testWith } from "./needs.ts";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Category = typeof CATEGORIES[number];

/** Of 100; a category that was not asked for is absent. */
export type Scores = Partial<Record<Category, number>>;

/** With a lock of its own: it brings more packages than the app has, and nobody who starts the app needs them. */
const LIGHTHOUSE = [
  "--no-config",
  "--lock=tests/support/lighthouse.lock",
  "--frozen",
  "npm:lighthouse@13.5.0",
];
export const REPORTS = ".artifacts/lighthouse";
/** Chromium sometimes loses a trace; that says nothing about the page. */
const TRIES = 3;

/** A test with Lighthouse in Chromium. */
export function lighthouseTest(name: string, fn: () => Promise<void>): void {
  const isHere = deno("cache", LIGHTHOUSE).outputSync().success;
  if (isHere) return testWith([BROWSER], name, fn);
  console.warn(`Skipped, because npm does not answer and there is no Lighthouse here: ${name}`);
  Deno.test({ name, ignore: Deno.env.get("CI") !== "true", fn });
}

type Audit = {
  /** Of Chromium's debugger. */
  port: number;
  /** Names the report, which is kept for people. */
  name: string;
  categories?: readonly Category[];
};

/** One run as Lighthouse does it by itself: on a phone in the middle, behind a slow network that it simulates. */
export async function audit(url: string, { port, name, categories = CATEGORIES }: Audit): Promise<Scores> {
  Deno.mkdirSync(REPORTS, { recursive: true });
  const path = `${REPORTS}/${name}`;
  const options = [
    url,
    `--port=${port}`,
    `--only-categories=${categories.join(",")}`,
    "--output=json",
    "--output=html",
    `--output-path=${path}`,
    "--disable-full-page-screenshot",
    "--no-enable-error-reporting",
    "--quiet",
  ];
  for (let tries = 1;; tries++) {
    const { success, stderr } = await deno("run", ["-A", ...LIGHTHOUSE, ...options]).output();
    if (success) break;
    if (tries === TRIES) {
      throw new Error(`Lighthouse cannot read ${url}: ${new TextDecoder().decode(stderr)}`);
    }
  }
  const report = JSON.parse(Deno.readTextFileSync(`${path}.report.json`));
  return Object.fromEntries(categories.map((it) => [it, Math.round(report.categories[it].score * 100)]));
}

function deno(command: string, args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), { args: [command, ...args], stderr: "piped" });
}
