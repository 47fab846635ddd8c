import { z } from "zod";
import type { Login } from "@/lib/identity/methods/port.ts";

const Form = z.object({
  email: z.email().max(254).optional().catch(undefined),
  invitation: z.string().regex(/^[\w-]{1,128}$/).optional().catch(undefined),
});

/** What a central method may know of the page where the login began, kept until it starts on the base host. */
export function startingWith(form: Record<string, string>): Record<string, unknown> {
  return { form: Form.parse(form) };
}

export function startedWith({ notes }: Pick<Login, "notes">): Record<string, string> {
  const given = Object.entries(Form.safeParse(notes.form).data ?? {});
  return Object.fromEntries(given.flatMap(([name, value]) => value === undefined ? [] : [[name, value]]));
}
