import type { Browser, Page } from "playwright-core";
import type { House } from "./house.ts";
import { inspectPage, LOOKS } from "./inspect_page.ts";
import { leadFaults, nothingAsked } from "./lead_faults.ts";
import { watchPage } from "./watch_page.ts";

/** A page in a browser of its own, and eyes for what it shows at the moment. */
export type Eyes = { page: Page; see(name: string, looks?: typeof LOOKS): Promise<void> };

/** @returns what was wrong on the way, and wherever it was asked to see. */
export async function look(
  browser: Browser,
  house: House,
  go: (eyes: Eyes) => Promise<void>,
): Promise<string[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const faults = await watchPage(page);
  const asked = nothingAsked();
  await go({
    page,
    async see(name, looks = LOOKS) {
      faults.push(...await inspectPage(page, name, looks), ...await leadFaults(page, house, asked));
    },
  });
  await context.close();
  return faults;
}
