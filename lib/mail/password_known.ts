import { content, type MailContent, plainName } from "./content.ts";

export type PasswordKnownData = {
  name: string;
  /** Such as `Firefox on Linux, from 192.0.2.1`. */
  from: string;
  /** In words, with its time zone. */
  when: string;
  consoleUrl: string;
};

/** To an operator after whose right password there were wrong codes alone. */
export function passwordKnown({ name, from, when, consoleUrl }: PasswordKnownData): MailContent {
  return content({
    subject: "Somebody who knows your password was stopped",
    opening: [
      `Hello ${plainName(name)},`,
      `at the operators' console somebody typed your password and then five wrong codes, on ${when}: ${
        plainName(from)
      }. They were not let in.`,
    ],
    link: { label: "Go to the console", href: consoleUrl },
    closing: [
      "If this was you, look at the clock of your phone. If it was not, somebody else knows your password: have a new " +
      "one set at the command line of the installation, by deno task rowhouse operators reset.",
    ],
  });
}
