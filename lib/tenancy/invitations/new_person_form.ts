import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import { NewPassword } from "@/lib/identity/password/new_password_form.ts";
import { namesOneOf, sayFault } from "@/lib/identity/password/rules.ts";

const Fields = z.object({
  name: oneLine({ longest: 80, missing: "Enter your name" }),
  password: NewPassword,
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
