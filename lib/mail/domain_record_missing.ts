import { content, type MailContent, plainName } from "./content.ts";

export type DomainRecordMissingData = { name: string; tenantName: string; domain: string; url: string };

/** To the owners, when a proven domain no longer shows its record. */
export function domainRecordMissing({ name, tenantName, domain, url }: DomainRecordMissingData): MailContent {
  return content({
    subject: `The DNS record of ${plainName(domain)} is missing`,
    opening: [
      `Hello ${plainName(name)},`,
      `the domain ${plainName(domain)} of ${
        plainName(tenantName)
      } no longer shows the record that proves it is yours.`,
      "Everything goes on as before for now: people sign in as they did. Put the record back, or remove the domain if it is no longer yours.",
    ],
    link: { label: "See the domains", href: url },
    closing: ["We look once a day, and write again only if the record comes back and goes away once more."],
  });
}
