import { content, type MailContent, plainName } from "./content.ts";

export type SessionEndedData = {
  name: string;
  tenantName: string;
  /** Such as `Firefox on Windows`. */
  device: string;
  /** The address that the session was opened from. */
  place: string;
  securityUrl: string;
};

/** To somebody whose session was used in two places, so that one of them is a thief's. */
export function sessionEnded(
  { name, tenantName, device, place, securityUrl }: SessionEndedData,
): MailContent {
  return content({
    subject: "We signed you out: your session was used twice",
    opening: [
      `Hello ${plainName(name)},`,
      `a session of yours in ${plainName(tenantName)}, opened with ${
        plainName(device)
      } from ${place}, was used ` +
      "in two places at once. Somebody may have copied it, so we have ended it for both.",
      "Sign in again. If you do not know how this could happen, change your password and look who else is signed in.",
    ],
    link: { label: "Look at your sessions", href: securityUrl },
    closing: ["A backup of your browser that was restored can be the reason, too."],
  });
}
