import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import { lengthOf, LONGEST_PASSWORD, namesOneOf, SHORTEST_PASSWORD } from "@/lib/identity/password/rules.ts";

/** @param names what the password must not hold: the house's and the person's own. */
export function newPersonForm(names: string[]) {
  return z.object({
    name: oneLine({ longest: 80, missing: "Enter your name" }),
    password: z.string()
      .refine((password) => lengthOf(password) >= SHORTEST_PASSWORD, {
        error: `Use at least ${SHORTEST_PASSWORD} characters`,
      })
      .refine((password) => lengthOf(password) <= LONGEST_PASSWORD, {
        error: `Use at most ${LONGEST_PASSWORD} characters`,
      })
      .refine((password) => !namesOneOf(names, password), {
        error: "Leave the company, its address and your email out of the password",
      }),
  });
}
