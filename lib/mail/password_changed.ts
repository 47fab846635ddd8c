import { content, type MailContent, plainName } from "./content.ts";

export type PasswordChangedData = { name: string; tenantName: string; resetUrl: string };

/** After a password was changed or set again. */
export function passwordChanged({ name, tenantName, resetUrl }: PasswordChangedData): MailContent {
  return content({
    subject: "Your password was changed",
    opening: [
      `Hello ${plainName(name)},`,
      `your password was changed a moment ago, from ${
        plainName(tenantName)
      }. If that was you, there is nothing to do.`,
    ],
    link: { label: "That was not me: set another one", href: resetUrl },
    closing: ["Setting another one signs out everybody who is in as you."],
  });
}
