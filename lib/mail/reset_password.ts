import { content, type MailContent, plainName } from "./content.ts";

export type ResetPasswordData = { name: string; tenantName: string; resetUrl: string };

/** To somebody who forgot a password. */
export function resetPassword({ name, tenantName, resetUrl }: ResetPasswordData): MailContent {
  return content({
    subject: "Set a new password",
    opening: [
      `Hello ${plainName(name)},`,
      `somebody asked for a new password for you at ${
        plainName(tenantName)
      }. This link sets one, once and within half an hour.`,
    ],
    link: { label: "Set a new password", href: resetUrl },
    closing: [
      "It ends all your sessions; you sign in again with the new password.",
      "If that was not you, do nothing: your password stays as it is.",
    ],
  });
}
