import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import {
  lengthOf,
  LONGEST_PASSWORD,
  namesOneOf,
  sayFault,
  SHORTEST_PASSWORD,
} from "@/lib/identity/password/rules.ts";

const Fields = z.object({
  name: oneLine({ longest: 80, missing: "Enter your name" }),
  password: z.string()
    .refine((password) => lengthOf(password) >= SHORTEST_PASSWORD, { error: sayFault("too_short") })
    .refine((password) => lengthOf(password) <= LONGEST_PASSWORD, { error: sayFault("too_long") }),
});

/** @param names what the password must not hold beside the person's own: the house's, and the address. */
export function newPersonForm(names: string[]) {
  return Fields.refine(({ name, password }) => !namesOneOf([...names, name], password), {
    path: ["password"],
    error: sayFault("names_somebody"),
    // Also when another field is wrong: all messages at once.
    when: ({ value }) => Fields.pick({ password: true }).safeParse(value).success,
  });
}
