import { z } from "zod";
import { Mailbox } from "@/lib/mail/mailbox.ts";
import { readRoleChoice, type RoleChoice } from "../roles/role_choice.ts";

const Role = z.string().transform((text, ctx): RoleChoice => {
  const choice = readRoleChoice(text);
  if (choice) return choice;
  ctx.addIssue({ code: "custom", message: "Choose a role from the list" });
  return z.NEVER;
});

export const InvitationForm = z.object({ email: z.string().trim().pipe(Mailbox), role: Role });

export const MOST_USES = 100;
/** How long a link may work, in days. */
export const LINK_DAYS = [1, 7, 30] as const;

export const LinkForm = z.object({
  role: Role,
  uses: z.string().trim().regex(/^\d{1,3}$/, { error: `Enter a number from 1 to ${MOST_USES}` })
    .transform(Number)
    .refine((uses) => uses >= 1 && uses <= MOST_USES, { error: `Enter a number from 1 to ${MOST_USES}` }),
  days: z.enum(LINK_DAYS.map(String) as [string, ...string[]], { error: "Choose a time from the list" })
    .transform(Number),
});

/** Whom a link shall mail the way in to. */
export const AskForm = z.object({ email: z.string().trim().pipe(Mailbox) });
