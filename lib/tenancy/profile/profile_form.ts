import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";

export const ProfileForm = z.object({
  name: oneLine({ longest: 80, missing: "Enter your name" }),
});

export const NewEmailForm = z.object({
  email: z.string().trim().pipe(Mailbox),
});
