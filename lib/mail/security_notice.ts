import { content, type MailContent, plainName } from "./content.ts";

export type SecurityNoticeData = {
  name: string;
  tenantName: string;
  /** What was odd, a sentence each. */
  findings: string[];
  /** Such as `Firefox on Linux, from 192.0.2.1`. */
  from: string;
  /** When, in words and with its time zone. */
  when: string;
  /** Of the page where sessions can be ended. */
  securityUrl: string;
};

/** To somebody whose sign-in was unlike those before. */
export function securityNotice(
  { name, tenantName, findings, from, when, securityUrl }: SecurityNoticeData,
): MailContent {
  return content({
    subject: `A new sign-in to ${plainName(tenantName)}`,
    opening: [
      `Hello ${plainName(name)},`,
      `somebody signed in to ${plainName(tenantName)} as you on ${when}: ${plainName(from)}.`,
      ...findings,
    ],
    link: { label: "See where you are signed in", href: securityUrl },
    closing: [
      "If that was you, there is nothing to do.",
      "If it was not: end that session on the page above, then change your password.",
    ],
  });
}
