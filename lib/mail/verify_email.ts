import { content, type MailContent, plainName } from "./content.ts";

export type VerifyEmailData = { name: string; tenantName: string; verifyUrl: string };

/** The link again, for somebody who asked for it. */
export function verifyEmail({ name, tenantName, verifyUrl }: VerifyEmailData): MailContent {
  return content({
    subject: "Confirm your address",
    opening: [
      `Hello ${plainName(name)},`,
      `here is the new link to confirm your address for ${plainName(tenantName)}.`,
    ],
    link: { label: "Confirm your address", href: verifyUrl },
    closing: ["If you did not ask for this, do nothing."],
  });
}
