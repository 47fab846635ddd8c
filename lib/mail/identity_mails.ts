import { content, type MailContent, plainName } from "./content.ts";

export type IdentityData = {
  name: string;
  /** Such as `Google`. */
  provider: string;
  securityUrl: string;
};

/** A new way in should be no news to the person. */
export function identityLinked({ name, provider, securityUrl }: IdentityData): MailContent {
  const other = plainName(provider);
  return content({
    subject: `${other} signs you in from now on`,
    opening: [
      `Hello ${plainName(name)},`,
      `${other} was connected by you, or by somebody who is signed in as you. Whoever signs in there comes in here as you.`,
    ],
    link: { label: "Look at what signs you in", href: securityUrl },
    closing: [
      "If it was not you, disconnect it there, sign out everywhere, and change your password at once.",
    ],
  });
}

export function identityDisconnected({ name, provider, securityUrl }: IdentityData): MailContent {
  const other = plainName(provider);
  return content({
    subject: `${other} no longer signs you in`,
    opening: [
      `Hello ${plainName(name)},`,
      `${other} was disconnected by you, or by somebody who is signed in as you. From now on you come in another way.`,
    ],
    link: { label: "Look at what signs you in", href: securityUrl },
    closing: ["If it was not you, sign out everywhere there and change your password at once."],
  });
}
