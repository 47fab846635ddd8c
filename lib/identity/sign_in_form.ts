import { z } from "zod";
import { lengthOf, LONGEST_PASSWORD } from "./password/rules.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";

export const SignInForm = z.object({
  email: z.string().trim().pipe(Mailbox),
  password: z.string()
    .min(1, { error: "Enter your password" })
    .refine((password) => lengthOf(password) <= LONGEST_PASSWORD, {
      error: `Use at most ${LONGEST_PASSWORD} characters`,
    }),
});
