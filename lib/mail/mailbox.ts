import { z } from "zod";

/** One address: no name, no list, no line break, nothing outside ASCII. */
export const Mailbox = z.email({ error: "Enter an email address such as ada@acme.test" })
  .max(254, { error: "Use at most 254 characters" });
