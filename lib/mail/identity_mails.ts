import { content, type MailContent, plainName } from "./content.ts";

export type IdentityData = {
  name: string;
  tenantName: string;
  /** Such as `Google`. */
  provider: string;
  securityUrl: string;
};

/** Somebody new to a person's ways in should not be news to the person. */
export function identityLinked({ name, tenantName, provider, securityUrl }: IdentityData): MailContent {
  return content({
    subject: `${plainName(provider)} signs you in from now on`,
    opening: [
      `Hello ${plainName(name)},`,
      `somebody who is signed in as you in ${plainName(tenantName)} connected ${
        plainName(provider)
      }. Whoever signs in ` +
      "there comes in here as you.",
    ],
    link: { label: "Look at what signs you in", href: securityUrl },
    closing: [
      "If it was not you, disconnect it there, sign out everywhere, and change your password at once.",
    ],
  });
}

export function identityDisconnected({ name, tenantName, provider, securityUrl }: IdentityData): MailContent {
  return content({
    subject: `${plainName(provider)} no longer signs you in`,
    opening: [
      `Hello ${plainName(name)},`,
      `somebody who is signed in as you in ${plainName(tenantName)} disconnected ${
        plainName(provider)
      }. From now on ` +
      "you come in another way.",
    ],
    link: { label: "Look at what signs you in", href: securityUrl },
    closing: ["If it was not you, sign out everywhere there and change your password at once."],
  });
}
