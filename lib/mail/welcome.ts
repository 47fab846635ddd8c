import { content, type MailContent, plainName } from "./content.ts";

export type WelcomeData = { name: string; tenantName: string; verifyUrl: string };

/** To the person who opened a tenant. */
export function welcome({ name, tenantName, verifyUrl }: WelcomeData): MailContent {
  return content({
    subject: `Welcome to Rowhouse, ${plainName(tenantName)}`,
    opening: [
      `Hello ${plainName(name)},`,
      `${plainName(tenantName)} has its own house now. Your people sign in at ${new URL(verifyUrl).host}.`,
      "Confirm that this mail address is yours, so that nobody else can use it.",
    ],
    link: { label: "Confirm your address", href: verifyUrl },
    closing: [
      "What comes next: create an API key, send a first record, and see it counted on your dashboard.",
      "If you did not sign up, do nothing: without your confirmation the address belongs to nobody.",
    ],
  });
}
