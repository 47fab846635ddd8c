import { z } from "zod";

/** What may not be in a name: control characters, and those that turn the text around them (bidi embeddings, isolates). */
const PLAIN = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u;

/** A name that a person typed: one line, without what a database, a terminal or a reader would trip over. */
export function oneLine({ longest, missing }: { longest: number; missing: string }) {
  return z.string().trim()
    .min(1, { error: missing })
    .max(longest, { error: `Use at most ${longest} characters` })
    .regex(PLAIN, { error: "Use one line of plain text" });
}
