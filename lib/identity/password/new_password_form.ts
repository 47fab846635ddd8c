import { z } from "zod";
import { lengthOf, LONGEST_PASSWORD, sayFault, SHORTEST_PASSWORD } from "./rules.ts";

/** A password that somebody new chooses, as far as its length goes. */
export const NewPassword = z.string()
  .refine((password) => lengthOf(password) >= SHORTEST_PASSWORD, { error: sayFault("too_short") })
  .refine((password) => lengthOf(password) <= LONGEST_PASSWORD, { error: sayFault("too_long") });
