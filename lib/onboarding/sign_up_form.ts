import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import { NewPassword } from "@/lib/identity/password/new_password_form.ts";
import { namesOneOf, sayFault } from "@/lib/identity/password/rules.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";
import { TenantName } from "@/lib/tenancy/settings_form.ts";
import { Slug } from "@/lib/tenancy/slug.ts";

const Fields = z.object({
  company: TenantName,
  slug: Slug,
  name: oneLine({ longest: 80, missing: "Enter your name" }),
  email: z.string().trim().pipe(Mailbox),
  password: NewPassword,
  /** Made with the empty form, so that sending it twice opens one tenant. */
  signup_id: z.uuid({ error: "Reload the page and fill in the form again" }),
});

export type SignUp = z.infer<typeof Fields>;

const Named = Fields.pick({ company: true, slug: true, email: true, password: true });

export const SignUpForm = Fields.refine(
  ({ company, slug, name, email, password }) => !namesOneOf([company, slug, name, email], password),
  {
    path: ["password"],
    error: sayFault("names_somebody"),
    // Also when another field is wrong: all messages at once.
    when: ({ value }) => Named.safeParse(value).success,
  },
);
