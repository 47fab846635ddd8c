import type { Page } from "playwright-core";
import { PASSWORD } from "./cast.ts";

/** As a person does it, on the page of a tenant or of operators. */
export async function signIn(page: Page, { url, email }: { url: string; email: string }): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/dashboard|admin$/);
}
