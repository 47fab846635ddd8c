import { content, type MailContent, plainName } from "./content.ts";

export type EmailChangeData = { name: string; tenantName: string; newEmail: string; securityUrl: string };

/** To the old address, as long as something can be done about it. */
export function emailChangeAsked({ name, tenantName, newEmail, securityUrl }: EmailChangeData): MailContent {
  return content({
    subject: "Somebody asked to change your address",
    opening: [
      `Hello ${plainName(name)},`,
      `somebody who is signed in as you in ${
        plainName(tenantName)
      } asked to use the address ${newEmail} instead of ` +
      "this one. It changes when the new address is confirmed.",
    ],
    link: { label: "Look at your sessions", href: securityUrl },
    closing: ["If it was not you, sign out everywhere there and change your password at once."],
  });
}

/** To the old address, which is nobody's any more. */
export function emailChanged({ name, tenantName, newEmail, securityUrl }: EmailChangeData): MailContent {
  return content({
    subject: "Your address was changed",
    opening: [
      `Hello ${plainName(name)},`,
      `in ${
        plainName(tenantName)
      } and wherever else you live with us, your address is ${newEmail} from now on. This ` +
      "is the last mail to the old one.",
    ],
    link: { label: "Look at your sessions", href: securityUrl },
    closing: ["If it was not you, tell an owner of your house, or us, by answering this mail."],
  });
}
