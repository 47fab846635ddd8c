import { z } from "zod";

/** What a login keeps between the question and the answer. */
export const Notes = z.object({
  issuer: z.string(),
  callback: z.url(),
  state: z.string().min(1),
  nonce: z.string().min(1),
  verifier: z.string().min(1),
  startedAt: z.iso.datetime(),
});
export type Notes = z.infer<typeof Notes>;
