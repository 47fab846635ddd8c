import { content, type MailContent, plainName } from "./content.ts";

export type LivesHereData = { tenantName: string; url: string };

/** To a member for whom somebody asked for an invitation. */
export function livesHere({ tenantName, url }: LivesHereData): MailContent {
  const house = plainName(tenantName);
  return content({
    subject: `You live in ${house} already`,
    opening: [
      "Hello,",
      `somebody asked for an invitation into ${house} for this address. You are a member there already, so you need none: sign in.`,
    ],
    link: { label: "Sign in", href: url },
    closing: ["If it was not you who asked, do nothing: this mail went to you alone."],
  });
}
