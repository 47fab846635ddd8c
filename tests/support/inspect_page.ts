import axe from "axe-core";
import type { Page } from "playwright-core";

const SCREENS = ".artifacts/screens";

export type Look = { width: number; height: number; colorScheme: "light" | "dark" };

const WINDOWS = [{ width: 1280, height: 800 }, { width: 360, height: 740 }, { width: 2560, height: 1440 }];

/** The looks every screen is inspected in: at a desk, on a phone and on a wall, by day and by night. */
export const LOOKS: Look[] = WINDOWS.flatMap((size) => [
  { ...size, colorScheme: "light" },
  { ...size, colorScheme: "dark" },
]);

/** Beyond that the eye does not find the next line's beginning; a letter is about half as wide as it is high. */
const LONGEST_LINE = 110;

/**
 * What is wrong with the page as it stands: what axe finds, whether it is wider than its window, and lines too long to
 * be read. Leaves a picture for people in `.artifacts/screens/`.
 */
export async function inspectPage(page: Page, name: string, looks = LOOKS): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(axe.source);
  for (const { colorScheme, ...viewport } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Colours on their way from one scheme to the other would be measured halfway.
    await page.evaluate(() => document.getAnimations().forEach((it) => it.finish()));
    const look = `${name}-${viewport.width}-${colorScheme}`;
    await page.screenshot({ path: `${SCREENS}/${look}.png`, fullPage: true });
    faults.push(...(await page.evaluate(findFaults, LONGEST_LINE)).map((it) => `${look}: ${it}`));
  }
  return faults;
}

/** Runs in the page. */
async function findFaults(longestLine: number): Promise<string[]> {
  const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
    resultTypes: ["violations"],
  });
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
