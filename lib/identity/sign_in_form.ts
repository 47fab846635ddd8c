import { z } from "zod";
import { lengthOf } from "./password/rules.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";

/** In code points; nothing longer can be anybody's password. */
export const LONGEST_PASSWORD = 256;

export const SignInForm = z.object({
  email: z.string().trim().pipe(Mailbox),
  password: z.string()
    .min(1, { error: "Enter your password" })
    .refine((password) => lengthOf(password) <= LONGEST_PASSWORD, {
      error: `Use at most ${LONGEST_PASSWORD} characters`,
    }),
});
