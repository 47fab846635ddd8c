import { content, type MailContent, plainName } from "./content.ts";

export type HousesData = {
  /** At least one. `url` is where to sign in. */
  houses: { name: string; url: string; isSuspended: boolean }[];
};

/** To somebody who forgot where they sign in. */
export function housesMail({ houses }: HousesData): MailContent {
  return content({
    subject: houses.length === 1 ? "Where you sign in" : `Where you sign in: ${houses.length} houses`,
    opening: [
      "Hello,",
      houses.length === 1
        ? "you asked where you sign in. With this address you live in one house:"
        : "you asked where you sign in. With this address you live in these houses:",
    ],
    link: houses.map(({ name, url, isSuspended }) => ({
      label: `${plainName(name)}${isSuspended ? " (closed for now)" : ""}`,
      href: url,
    })),
    closing: ["If you did not ask for this, do nothing: this list went to you alone."],
  });
}
