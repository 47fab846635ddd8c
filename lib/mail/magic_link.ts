import { content, type MailContent, plainName } from "./content.ts";

export type MagicLinkData = { name: string; tenantName: string; digits: string; signInUrl: string };

/** To somebody who signs in by mail. */
export function magicLink({ name, tenantName, digits, signInUrl }: MagicLinkData): MailContent {
  return content({
    // Not the digits: a subject is shown on locked screens.
    subject: `Sign in to ${plainName(tenantName)}`,
    opening: [
      `Hello ${plainName(name)},`,
      `this link lets you in to ${
        plainName(tenantName)
      }, in the browser where you asked for it, once and within ten minutes.`,
    ],
    link: { label: "Sign in", href: signInUrl },
    closing: [
      `Are you reading this on another device? Then type these six digits where you asked: ${digits}`,
      "Nobody of ours will ever ask you for them. If you did not ask, do nothing.",
    ],
  });
}
