import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import { LONGEST_PASSWORD } from "@/lib/identity/sign_in_form.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";
import { TenantName } from "@/lib/tenancy/settings_form.ts";
import { Slug } from "@/lib/tenancy/slug.ts";

/** In code points. */
export const SHORTEST_PASSWORD = 12;
/** Shorter names stand in too many words by chance. */
const SHORTEST_NAME = 3;

const Fields = z.object({
  company: TenantName,
  slug: Slug,
  name: oneLine({ longest: 80, missing: "Enter your name" }),
  email: z.string().trim().pipe(Mailbox),
  password: z.string()
    .refine((password) => [...password].length >= SHORTEST_PASSWORD, {
      error: `Use at least ${SHORTEST_PASSWORD} characters`,
    })
    .refine((password) => [...password].length <= LONGEST_PASSWORD, {
      error: `Use at most ${LONGEST_PASSWORD} characters`,
    }),
  /** Made with the empty form, so that sending it twice opens one tenant. */
  signup_id: z.uuid({ error: "Reload the page and fill in the form again" }),
});

export type SignUp = z.infer<typeof Fields>;

const Named = Fields.pick({ company: true, slug: true, email: true, password: true });

export const SignUpForm = Fields.refine((form) => !namesItself(form), {
  path: ["password"],
  error: "Leave your company, its address and your email out of the password",
  // Also when another field is wrong: all messages at once.
  when: ({ value }) => Named.safeParse(value).success,
});

function namesItself({ company, slug, email, password }: z.infer<typeof Named>): boolean {
  const names = [company, slug, email.slice(0, email.lastIndexOf("@"))].map((it) => it.toLowerCase());
  return names.some((it) => it.length >= SHORTEST_NAME && password.toLowerCase().includes(it));
}
