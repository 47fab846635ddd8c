import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import {
  lengthOf,
  LONGEST_PASSWORD,
  namesOneOf,
  sayFault,
  SHORTEST_PASSWORD,
} from "@/lib/identity/password/rules.ts";

/** @param names what the password must not hold: the house's and the person's own. */
export function newPersonForm(names: string[]) {
  return z.object({
    name: oneLine({ longest: 80, missing: "Enter your name" }),
    password: z.string()
      .refine((password) => lengthOf(password) >= SHORTEST_PASSWORD, {
        error: sayFault("too_short"),
      })
      .refine((password) => lengthOf(password) <= LONGEST_PASSWORD, {
        error: sayFault("too_long"),
      })
      .refine((password) => !namesOneOf(names, password), {
        error: sayFault("names_somebody"),
      }),
  });
}
