import type { MailContent } from "./content.ts";
import { housesMail } from "./houses.ts";
import { invitation } from "./invitation.ts";
import { livesHere } from "./lives_here.ts";
import { magicLink } from "./magic_link.ts";
import { passwordChanged } from "./password_changed.ts";
import { resetPassword } from "./reset_password.ts";
import { verifyEmail } from "./verify_email.ts";
import { welcome } from "./welcome.ts";

/** Every mail that we write. */
export const TEMPLATES = {
  welcome,
  verify_email: verifyEmail,
  houses: housesMail,
  invitation,
  lives_here: livesHere,
  magic_link: magicLink,
  reset_password: resetPassword,
  password_changed: passwordChanged,
};

export type Template = keyof typeof TEMPLATES;

/** The template's name with the data that it needs. */
export type Letter = {
  [Name in Template]: { template: Name; data: Parameters<typeof TEMPLATES[Name]>[0] };
}[Template];

export function compose({ template, data }: Letter): MailContent {
  // Each member of the union pairs a template with its own data; the call loses the pairing.
  return (TEMPLATES[template] as (data: Letter["data"]) => MailContent)(data);
}
