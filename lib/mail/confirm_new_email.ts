import { content, type MailContent, plainName } from "./content.ts";

export type ConfirmNewEmailData = { name: string; tenantName: string; confirmUrl: string };

/** To the new address: only who reads it can make it theirs. */
export function confirmNewEmail({ name, tenantName, confirmUrl }: ConfirmNewEmailData): MailContent {
  return content({
    subject: "Confirm your new address",
    opening: [
      `Hello ${plainName(name)},`,
      `you asked to use this address in ${
        plainName(tenantName)
      } from now on. Until you confirm it, the old one stays.`,
    ],
    link: { label: "Use this address", href: confirmUrl },
    closing: ["The link works for a day, where you are signed in. If you did not ask for this, do nothing."],
  });
}
