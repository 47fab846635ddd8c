import type { Page } from "playwright-core";
import { PASSWORD } from "./cast.ts";
import { codeNow } from "./factors.ts";

type Signing = {
  url: string;
  email: string;
  /** Of an operator's authenticator, no code of which was used lately. */
  secret?: string;
};

/** As a person does it, on the page of a tenant or of operators. */
export async function signIn(page: Page, { url, email, secret }: Signing): Promise<void> {
  await page.goto(url);
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  if (secret) {
    await page.getByLabel("Code from the app").fill(await codeNow(secret));
    await page.getByRole("button", { name: "Confirm" }).first().click();
  }
  await page.waitForURL(/dashboard|admin$/);
}
