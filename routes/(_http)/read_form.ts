import { HttpError } from "fresh";
import type { z } from "zod";

const MAX_FORM_BYTES = 65_536;
const FORM_TYPE = "application/x-www-form-urlencoded";

/** The fields of a posted form. A file field has no place in ours. */
export async function readForm(req: Request): Promise<Record<string, string>> {
  if (req.headers.get("content-type")?.split(";")[0] !== FORM_TYPE) {
    throw new HttpError(400, `Expected a form of type ${FORM_TYPE}`);
  }
  return Object.fromEntries(new URLSearchParams(await readText(req)));
}

/** The first thing wrong with each field, in the words of its schema. */
export function formErrors<T>(error: z.ZodError<T>): Partial<Record<keyof T, string>> {
  const errors: Partial<Record<keyof T, string>> = {};
  for (const { path, message } of error.issues) errors[path[0] as keyof T] ??= message;
  return errors;
}

async function readText(req: Request): Promise<string> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of req.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_FORM_BYTES) throw new HttpError(413, `A form may have at most ${MAX_FORM_BYTES} bytes`);
    chunks.push(chunk);
  }
  return await new Blob(chunks).text();
}
