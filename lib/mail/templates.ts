import { breakGlassUsed } from "./break_glass_used.ts";
import type { MailContent } from "./content.ts";
import { factorChanged } from "./factor_changed.ts";
import { domainRecordMissing } from "./domain_record_missing.ts";
import { confirmNewEmail } from "./confirm_new_email.ts";
import { emailChangeAsked, emailChanged } from "./email_change.ts";
import { housesMail } from "./houses.ts";
import { invitation } from "./invitation.ts";
import { livesHere } from "./lives_here.ts";
import { identityDisconnected, identityLinked } from "./identity_mails.ts";
import { mailCode } from "./mail_code.ts";
import { securityNotice } from "./security_notice.ts";
import { sessionEnded } from "./session_ended.ts";
import { magicLink } from "./magic_link.ts";
import { passwordChanged } from "./password_changed.ts";
import { passwordKnown } from "./password_known.ts";
import { resetPassword } from "./reset_password.ts";
import { verifyEmail } from "./verify_email.ts";
import { welcome } from "./welcome.ts";

/** Every mail that we write. */
export const TEMPLATES = {
  welcome,
  verify_email: verifyEmail,
  houses: housesMail,
  factor_changed: factorChanged,
  domain_record_missing: domainRecordMissing,
  break_glass_used: breakGlassUsed,
  invitation,
  lives_here: livesHere,
  mail_code: mailCode,
  security_notice: securityNotice,
  session_ended: sessionEnded,
  confirm_new_email: confirmNewEmail,
  email_change_asked: emailChangeAsked,
  email_changed: emailChanged,
  magic_link: magicLink,
  reset_password: resetPassword,
  password_changed: passwordChanged,
  password_known: passwordKnown,
  identity_linked: identityLinked,
  identity_disconnected: identityDisconnected,
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
