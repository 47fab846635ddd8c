import axe from "axe-core";
import type { Page } from "playwright-core";

const SCREENS = ".artifacts/screens";

export type Look = { width: number; height: number; colorScheme: "light" | "dark" };

/** The looks every screen is inspected in: a desk by day and by night, a phone by night. */
export const LOOKS: Look[] = [
  { width: 1280, height: 800, colorScheme: "light" },
  { width: 1280, height: 800, colorScheme: "dark" },
  { width: 360, height: 740, colorScheme: "dark" },
];

/**
 * What is wrong with the page as it stands: what axe finds, and whether it is wider than its window. Leaves a
 * picture for people in `.artifacts/screens/`.
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
    faults.push(...(await page.evaluate(findFaults)).map((it) => `${look}: ${it}`));
  }
  return faults;
}

/** Runs in the page. */
async function findFaults(): Promise<string[]> {
  const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
    resultTypes: ["violations"],
  });
  const faults = violations.map(({ id, nodes }) => `${id} at ${nodes.map((it) => it.target).join(", ")}`);
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`${scrollWidth - innerWidth} px wider than the window`);
  return faults;
}
