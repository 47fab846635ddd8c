import { HttpError } from "fresh";
import type { z } from "zod";
import { readBody } from "./read_body.ts";

const MAX_FORM_BYTES = 65_536;
const FORM_TYPE = "application/x-www-form-urlencoded";

/** The fields of a posted form. A file field has no place in ours. @throws {HttpError} also as `readBody()` does. */
export async function readForm(
  req: Request,
  { maxBytes = MAX_FORM_BYTES }: { maxBytes?: number } = {},
): Promise<Record<string, string>> {
  if (req.headers.get("content-type")?.split(";")[0] !== FORM_TYPE) {
    throw new HttpError(400, `Expected a form of type ${FORM_TYPE}`);
  }
  const bytes = await readBody(req, { maxBytes });
  if (!bytes) throw new HttpError(413, `A form may have at most ${maxBytes} bytes`);
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(bytes)));
}

/** The first thing wrong with each field, in the words of its schema. */
export function formErrors<T>(error: z.ZodError<T>): Partial<Record<keyof T, string>> {
  const errors: Partial<Record<keyof T, string>> = {};
  for (const issue of error.issues) errors[issue.path[0] as keyof T] ??= inWords(issue);
  return errors;
}

/** A form of ours sends every field; one that was changed on the way may not, and its schema has no words for that. */
function inWords({ code, message }: z.core.$ZodIssue): string {
  if (!message.startsWith("Invalid ")) return message;
  switch (code) {
    case "invalid_type":
      return "Fill this in";
    case "invalid_value":
      return "Choose one of these";
    default:
      return message;
  }
}
