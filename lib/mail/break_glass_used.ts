import { content, type MailContent, plainName } from "./content.ts";

export type BreakGlassUsedData = { name: string; tenantName: string; who: string; url: string };

/** To all owners, when one of them came in past the connection that everybody has to use. */
export function breakGlassUsed({ name, tenantName, who, url }: BreakGlassUsedData): MailContent {
  return content({
    subject: `${plainName(who)} came in past single sign-on`,
    opening: [
      `Hello ${plainName(name)},`,
      `${plainName(who)} has signed in to ${
        plainName(tenantName)
      } with a password and a second factor, past the single sign-on that everybody else has to use.`,
      "Break-glass owners may do that, for the day on which the identity provider does not work. If this is not such a day, ask them.",
    ],
    link: { label: "See the audit log", href: url },
    closing: ["Every owner has received this mail."],
  });
}
