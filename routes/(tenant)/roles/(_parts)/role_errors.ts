import type { z } from "zod";
import type { FieldErrors } from "@/components/Field.tsx";

/** The first thing wrong with each field; the boxes together are the field `permissions`. */
export function roleErrors(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of error.issues) errors[String(path[0])] ??= message;
  return errors;
}
