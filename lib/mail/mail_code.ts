import { content, type MailContent, plainName } from "./content.ts";

export type MailCodeData = {
  name: string;
  tenantName: string;
  digits: string;
  /** Where a password is changed. */
  securityUrl: string;
};

/** To somebody whose password was right, from somewhere or something new. */
export function mailCode({ name, tenantName, digits, securityUrl }: MailCodeData): MailContent {
  return content({
    // Not the digits: a subject is shown on locked screens.
    subject: `Your code for ${plainName(tenantName)}`,
    opening: [
      `Hello ${plainName(name)},`,
      `somebody knows your password for ${
        plainName(tenantName)
      } and comes unlike before. If that is you, type these six digits where you are signing in: ${digits}`,
      "They are good for ten minutes, there and nowhere else. Nobody of ours will ever ask you for them.",
    ],
    link: { label: "If it is not you, change your password", href: securityUrl },
    closing: ["Without the digits nobody comes in."],
  });
}
