import { z } from "zod";

/** A name that a person typed: one line, without what a database or a terminal would trip over. */
export function oneLine({ longest, missing }: { longest: number; missing: string }) {
  return z.string().trim()
    .min(1, { error: missing })
    .max(longest, { error: `Use at most ${longest} characters` })
    .regex(/^\P{Cc}*$/u, { error: "Use one line of plain text" });
}
