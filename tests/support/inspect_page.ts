import type Axe from "axe-core";
import axe from "axe-core/axe.min.js";
import type { Page } from "playwright-core";

const SCREENS = ".artifacts/screens";
/** Drawing a page whole takes as long as inspecting it, so pictures are for who asks, and of what is wrong. */
const WITH_PICTURES = Deno.env.has("PICTURES");

export type Look = { width: number; height: number; colorScheme: "light" | "dark" };

const [DESK, PHONE, WALL] = [{ width: 1280, height: 800 }, { width: 360, height: 740 }, {
  width: 2560,
  height: 1440,
}];

/** The looks every screen is inspected in: at a desk and on a phone, by day and by night, and on a wall by day. */
export const LOOKS: Look[] = [
  { ...DESK, colorScheme: "light" },
  { ...DESK, colorScheme: "dark" },
  { ...PHONE, colorScheme: "light" },
  { ...PHONE, colorScheme: "dark" },
  { ...WALL, colorScheme: "light" },
];

/** What depends on colours: by night the same things stand in the same places as by day. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
/** A wall shows what a desk does, larger. */
const NO_RULES: string[] = [];

/** Beyond that the eye does not find the next line's beginning; a letter is about half as wide as it is high. */
const LONGEST_LINE = 110;

/**
 * What is wrong with the page as it stands: what axe finds, whether it is wider than its window, and lines too long to
 * be read. Leaves pictures for people in `.artifacts/screens/`: of looks with faults, and of all where `PICTURES` is set.
 */
export async function inspectPage(page: Page, name: string, looks = LOOKS): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(axe.source);
  const rulesAt = new Map<number, string[]>([[WALL.width, NO_RULES]]);
  for (const { colorScheme, ...viewport } of looks) {
    const { width } = viewport;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Colours on their way from one scheme to the other would be measured halfway.
    await page.evaluate(() => document.getAnimations().forEach((it) => it.finish()));
    const look = `${name}-${width}-${colorScheme}`;
    const found = await page.evaluate(findFaults, { rules: rulesAt.get(width), longestLine: LONGEST_LINE });
    if (!rulesAt.has(width)) rulesAt.set(width, COLOUR_RULES);
    faults.push(...found.map((it) => `${look}: ${it}`));
    if (!WITH_PICTURES && found.length === 0) continue;
    await page.screenshot({ path: `${SCREENS}/${look}.jpeg`, quality: 70, fullPage: true });
  }
  return faults;
}

type Wanted = { /** Of axe's rules, all unless some are named. */ rules?: string[]; longestLine: number };

/** Runs in the page. */
async function findFaults({ rules, longestLine }: Wanted): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: typeof Axe };
  const options: Axe.RunOptions = {
    resultTypes: ["violations"],
    // Mails stand in sandboxes, where no script is let in.
    iframes: false,
    ...rules && { runOnly: rules },
  };
  const violations = rules?.length === 0 ? [] : (await axe.run(options)).violations;
  const faults = violations.map(({ id, nodes }) => `${id} at ${nodes.map((it) => it.target).join(", ")}`);
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`${scrollWidth - innerWidth} px wider than the window`);
  const text = document.createRange();
  for (const paragraph of document.querySelectorAll("p")) {
    text.selectNodeContents(paragraph);
    const width = Math.max(...[...text.getClientRects()].map((it) => it.width));
    const letters = Math.round(width / parseFloat(getComputedStyle(paragraph).fontSize) * 2);
    if (letters > longestLine) faults.push(`${letters} letters in a line: ${text.toString().slice(0, 40)}…`);
  }
  return faults;
}
