import { content, type MailContent, plainName } from "./content.ts";

export type InvitationData = { inviterName: string; tenantName: string; acceptUrl: string; days: number };

/** To somebody who is asked into a house, by name of who asks. */
export function invitation({ inviterName, tenantName, acceptUrl, days }: InvitationData): MailContent {
  const house = plainName(tenantName);
  return content({
    subject: `Come in: ${house} invites you`,
    opening: [
      "Hello,",
      `${
        plainName(inviterName)
      } invites you into ${house}. Accept the invitation, and you have a door of your own there.`,
    ],
    link: { label: "See the invitation", href: acceptUrl },
    closing: [
      `The link works once and for ${
        days === 1 ? "one day" : `${days} days`
      }. It is yours alone: whoever has it can come in as you, so keep it to yourself.`,
      "If you know nobody there, do nothing, and nothing happens.",
    ],
  });
}
