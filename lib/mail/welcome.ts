import { content, type MailContent, plainName } from "./content.ts";

export type WelcomeData = { name: string; tenantName: string; verifyUrl: string };

/** To the person who opened a tenant. */
export function welcome({ name, tenantName, verifyUrl }: WelcomeData): MailContent {
  return content({
    subject: `Welcome to Rowhouse, ${plainName(tenantName)}`,
    opening: [
      `Hello ${plainName(name)},`,
      `${
        plainName(tenantName)
      } has its own house now. Confirm that this address is yours, so that nobody else can use it.`,
    ],
    link: { label: "Confirm your address", href: verifyUrl },
    closing: ["If you did not sign up, do nothing: without your confirmation the address belongs to nobody."],
  });
}
